package dossier

import (
	"fmt"
	"slices"

	"github.com/advancing-practice/credctl/internal/report"
)

// namespace is what a signature over a review record is given for.
const namespace = "review@credctl.v1"

// Instructions returns the page that is read first: what to do, step by step, for
// somebody who has never used git, on Windows and on Mac.
func (d *Dossier) Instructions() ([]byte, error) {
	way := section{ID: "program", Title: "One way: with the program credctl", Listed: true, Blocks: d.programBlocks(), Parts: d.programParts()}
	hand := section{ID: "hand", Title: "The other way: by hand", Listed: true, Blocks: handBlocks(), Parts: d.handParts()}
	ways := []section{way, hand}
	if d.Commands.Review == "" {
		hand.Title = "How to answer and sign by hand"
		ways = []section{hand}
	}
	p := page{
		Title: "How to review and sign", Tab: "How to review and sign", Skip: "Skip to the instructions", Above: "For " + d.nameOf(d.Reviewer),
		Below: "Made for the review of " + d.Subject.ID + " " + d.Subject.Version + ".",
		Sections: slices.Concat([]section{
			{ID: "asked", Title: "What you are asked to do", Listed: true, Blocks: d.askedBlocks()},
			{ID: "unpack", Title: "First: take the files out of the zip", Listed: true, Blocks: unpackBlocks()},
			{ID: "files", Title: "What is in the zip", Listed: true, Blocks: d.filesBlocks()},
			{ID: "key", Title: "Your key", Listed: true, Blocks: d.keyBlocks(), Parts: d.keyParts()},
		}, ways, []section{
			{ID: "send", Title: "Send two files back", Listed: true, Blocks: d.sendBlocks()},
			{ID: "trouble", Title: "If something goes wrong", Listed: true, Blocks: d.troubleBlocks()},
		}),
	}
	return p.render()
}

// mail is a link that begins an e-mail to the contact.
func (d *Dossier) mail() span {
	return span{Text: report.Printable(d.Contact.Email), Href: "mailto:" + d.Contact.Email}
}

func (d *Dossier) askedBlocks() []block {
	reply := "No day is set for your answer."
	if d.Opened.RespondBy != "" {
		reply = "Please answer by " + dayWords(d.Opened.RespondBy) + "."
	}
	due := said(reply)
	due.Strong = true
	return []block{
		due,
		numbered(
			[]block{para(span{Text: "Read the text and the criteria: open "}, code(pageName), span{Text: " in your browser. You can also print it."})},
			[]block{said("Answer each criterion, and the whole, and declare your interests.")},
			[]block{said("Sign your answers, and send two files back.")},
		),
		para(words(d.waysWords()+"What the review is about, and what your signature means, is in "), code(letterName), span{Text: "."}),
		para(words("Questions go to "+d.Contact.Name+", "), d.mail(), span{Text: "."}),
	}
}

func unpackBlocks() []block {
	return []block{
		said("Files that are changed while they are still inside a zip are lost."),
		facts(
			fact{"Windows", []block{said("Right-click the zip, choose Extract All, then Extract. A folder opens; work in that folder.")}},
			fact{"Mac", []block{said("Double-click the zip. A folder appears beside it; work in that folder. Keep the zip itself as well.")}},
		),
	}
}

func (d *Dossier) filesBlocks() []block {
	file := func(name, what string) row { return row{Cells: [][]block{{para(code(name))}, {said(what)}}} }
	rows := []row{
		file(instructionsName, "this page"),
		file(letterName, "the covering letter"),
		file(pageName, "the text and the criteria, to be read"),
		file(d.RecordName(), "your record, to be filled in if you do it by hand"),
		file(specificationName, "the very text that you judge, as its authors wrote it"),
	}
	if d.Before != nil {
		rows = append(rows, file(earlierName, "what you answered on an earlier text, to look it up"))
	}
	for _, ref := range d.Opened.Packs {
		rows = append(rows, file(ref.PackPath(), "the criteria, as they are in force"))
	}
	rows = append(rows, file("for-credctl", "a folder that only the program reads"))
	return []block{{Table: &table{Caption: "The files in the zip", Head: []string{"File", "What it is"}, Rows: rows}}}
}

func (d *Dossier) keyBlocks() []block {
	intro := said("A key is a pair of small files that only you have; with it you sign. " +
		"The one without an ending is secret: never send it to anybody. The one that ends in .pub is public.")
	keys := d.ActiveKeys()
	if len(keys) == 0 {
		missing := para(words("No key of yours is known to us yet. Please do this part first, tell us, and wait for a new zip: a record that you sign now could not be counted. Write to "), d.mail(), span{Text: "."})
		missing.Strong = true
		return []block{intro, missing}
	}
	blocks := []block{intro, said("You sign with a key that we know of. This is what stands in its public file; there may be a remark behind it, which does not matter:")}
	for _, k := range keys {
		blocks = append(blocks, lines(report.Printable(k)))
	}
	return append(blocks, said("If you no longer have that key, write to us before you do anything else."))
}

func (d *Dossier) keyParts() []section {
	made := []block{said("Type one of these lines into a command window (how to open one is said below). You are asked for a passphrase; choose one that you can remember.")}
	if d.Commands.Enrol != "" {
		made = []block{
			para(words("With the program credctl: "), code(d.Commands.Enrol), span{Text: ". It finds or makes a key, and writes what to send us."}),
			said("Without it, type one of these lines into a command window (how to open one is said below). You are asked for a passphrase; choose one that you can remember."),
		}
	}
	return []section{
		{ID: "key-find", Title: "Find it", Blocks: []block{facts(
			fact{"Windows", []block{para(words("In Explorer, click into the line at the top that shows where you are, type "), code(`%USERPROFILE%\.ssh`), words(" and press Enter. The key is usually called "), code("id_ed25519"), span{Text: "."})}},
			fact{"Mac", []block{para(words("In Finder, choose Go, then Go to Folder, type "), code("~/.ssh"), words(" and press Enter. The key is usually called "), code("id_ed25519"), span{Text: "."})}},
		)}},
		{ID: "key-make", Title: "Make one, if you have none", Blocks: append(made,
			facts(
				fact{"Windows", []block{lines("mkdir \"%USERPROFILE%\\.ssh\"\nssh-keygen -t ed25519 -f \"%USERPROFILE%\\.ssh\\id_ed25519\""), said("The first line may answer that the folder is there already; that is fine. If the second asks whether to overwrite a file, answer n: you have a key.")}},
				fact{"Mac", []block{lines("mkdir -p ~/.ssh\nssh-keygen -t ed25519 -f ~/.ssh/id_ed25519"), said("If it asks whether to overwrite a file, answer n: you have a key.")}},
			),
			said("Then send us the file that ends in .pub, and only that one. We write back with one file to sign, so that everybody can see that the key is yours."),
		)},
	}
}

func (d *Dossier) waysWords() string {
	if d.Commands.Review == "" {
		return ""
	}
	return "There are two ways to do the second and the third; both count the same. "
}

func handBlocks() []block {
	return []block{said("You fill in a text file and sign it with a program that is on every recent computer. You need nothing else. " +
		"A line to be typed may be shown on two lines below; it is one all the same.")}
}

func (d *Dossier) programBlocks() []block {
	return []block{said("The program asks you criterion by criterion, shows you the whole record before you sign, and leaves the two files. " +
		"It needs neither git nor a connection.")}
}

func (d *Dossier) programParts() []section {
	step := func(open, where string) []block {
		return []block{numbered(
			[]block{said(open)},
			[]block{para(words("Type "), code(d.Commands.Review), words(" "+where))},
			[]block{said("Answer the questions. At the end it asks for the passphrase of your key.")},
			[]block{para(words("In the same folder there are now "), code(d.RecordName()), words(" and "), code(d.SignatureName()), words(". Send both.")),
				para(words("If a record of that name lay there already, as it does in the folder of the zip, the program says so; work in a new folder then."))},
		)}
	}
	return []section{
		{ID: "program-windows", Title: "On Windows", Blocks: step(
			"Make a new folder and put the zip into it. Open the folder, click into the line at the top that shows where you are, type cmd and press Enter. A command window opens.",
			"and a space, drag the zip into the window, and press Enter.")},
		{ID: "program-mac", Title: "On a Mac", Blocks: step(
			"Make a new folder and put the zip into it. Open the program Terminal, type cd and a space, drag the folder into the window, and press Enter.",
			"and a space, drag the zip into the window, and press Enter.")},
	}
}

func (d *Dossier) handParts() []section {
	sign := func(key string) string {
		return fmt.Sprintf("ssh-keygen -Y sign -n %s -f %s %s", namespace, key, d.RecordName())
	}
	check := fmt.Sprintf("ssh-keygen -Y check-novalidate -n %s -s %s.sig < %s", namespace, d.RecordName(), d.RecordName())
	fill := []block{
		para(words("Wherever a line says "), code("# FILL IN"), words(", write in the place of these words what the lines above it offer, letter by letter, with a space between it and the colon. Change nothing else, and leave the spaces at the beginning of lines as they are.")),
		para(words("Where you have no interest to declare, write "), code("conflicts: []"), span{Text: "."}),
	}
	after := [][]block{
		{said("It asks for the passphrase of your key; nothing shows while you type it. If it says that a file exists already and asks whether to overwrite it, answer y.")},
		{para(words("There is now a file "), code(d.RecordName()+".sig"), words(" beside your record. To be sure, type the next line; the answer begins with the word Good.")), lines(check)},
		{said("From now on do not open and save the record any more: any change, even of a space, makes the signature void. If you want to change something, do so, and sign again.")},
	}
	steps := func(first ...[]block) []block { return []block{numbered(append(first, after...)...)} }
	return []section{
		{ID: "hand-windows", Title: "On Windows", Blocks: steps(
			[]block{para(words("Right-click "), code(d.RecordName()), words(", choose Open with, and then Notepad. Do not use Word."))},
			fill,
			[]block{said("Choose File, then Save. Do not change the name or the encoding, which is UTF-8.")},
			[]block{said("Open the folder in Explorer, click into the line at the top that shows where you are, type cmd and press Enter. In the window that opens, type this line and press Enter:"), lines(sign(`"%USERPROFILE%\.ssh\id_ed25519"`))},
		)},
		{ID: "hand-mac", Title: "On a Mac", Blocks: steps(
			[]block{para(words("Right-click "), code(d.RecordName()), words(", choose Open With, and then TextEdit. In the menu Edit, under Substitutions, take the ticks away from Smart Quotes and Smart Dashes. Do not use Pages or Word."))},
			fill,
			[]block{said("Choose File, then Save. If you are asked, the format is plain text and the encoding UTF-8; the name stays as it is.")},
			[]block{said("Open the program Terminal, type cd and a space, drag the folder into the window and press Enter. Then type this line and press Enter:"), lines(sign("~/.ssh/id_ed25519"))},
		)},
	}
}

func (d *Dossier) sendBlocks() []block {
	return []block{
		para(words("Send an e-mail to "+d.Contact.Name+", "), d.mail(), words(", with two files:")),
		bullets(
			[]block{para(code(d.RecordName()), words(", your record"))},
			[]block{para(code(d.SignatureName()), words(" if you used the program, or "), code(d.RecordName()+".sig"), words(" if you signed by hand"))},
		),
		said("Attach them as they are. Do not copy their text into the e-mail, and do not send your key. We check the two files, put them on record unchanged, and tell you when that is done."),
	}
}

func (d *Dossier) troubleBlocks() []block {
	trouble := func(what string, help ...span) row { return row{Cells: [][]block{{said(what)}, {para(help...)}}} }
	rows := []row{
		trouble("ssh-keygen is not found, or does not know -Y", words("The computer is too old for it, or your IT department has taken it out. Use another computer, or ask us.")),
		trouble("No such file or directory", words("The window is not in the folder of the record, or your key has another name. Look in the folder of your key, as said above, and put its name in the place of id_ed25519.")),
		trouble("We write that the record cannot be read", words("Most often a line still says FILL IN without a word, or a space at the beginning of a line was lost. We tell you the line. Put it right and sign again.")),
		trouble("The record was saved by a program that changed it", words("Take a fresh copy out of the zip, and copy your words into it.")),
		trouble("Your computer unpacked the zip by itself and threw it away", words("Save it from the e-mail again: the program reads the zip only as it came.")),
		trouble("Anything else", words("Write to "), d.mail(), words(". It is never your fault.")),
	}
	return []block{{Table: &table{Caption: "What may happen, and what helps", Head: []string{"What happens", "What helps"}, Rows: rows}}}
}
