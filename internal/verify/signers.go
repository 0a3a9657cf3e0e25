package verify

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/sshsig"
)

// signs is what each role signs.
var signs = map[record.Role][]string{
	record.Officer:  {sshsig.Govern},
	record.Staff:    {sshsig.Endorse, sshsig.Git},
	record.Academic: {sshsig.Review},
	record.Clinical: {sshsig.Review},
}

// allowed is one key of a person, and what it may have signed.
type allowed struct {
	person, name string
	key          string
	namespaces   map[string]bool
	retired      bool // in the newest version that has it
}

// AllowedSigners returns the keys of all versions of governance in force as ssh-keygen
// and git read them: a line for each, with what its owner's roles signed while it
// was active. A retired key is among them, because what it signed before still
// counts; one that was ever marked as compromised is not.
func AllowedSigners(book *chain.Book) []byte {
	keys, compromised := map[string]*allowed{}, map[string]bool{}
	inForce := 0
	for i := range book.Governance {
		s := &book.Governance[i]
		if s.Missing > 0 {
			break
		}
		inForce = s.Serial
		for _, person := range s.People {
			for _, k := range person.Keys {
				compromised[k.Key] = compromised[k.Key] || k.Status == record.Compromised
				take(keys, person, k)
			}
		}
	}
	var b bytes.Buffer
	if inForce > 0 {
		head(&b, book, inForce)
	}
	byPerson := func(x, y *allowed) int { return cmp.Or(cmp.Compare(x.person, y.person), cmp.Compare(x.key, y.key)) }
	for _, a := range slices.SortedFunc(maps.Values(keys), byPerson) {
		if len(a.namespaces) > 0 && !compromised[a.key] {
			a.write(&b)
		}
	}
	return b.Bytes()
}

func take(keys map[string]*allowed, person record.Person, k record.Key) {
	a := keys[k.Key]
	if a == nil {
		a = &allowed{person: person.ID, key: k.Key, namespaces: map[string]bool{}}
		keys[k.Key] = a
	}
	a.name, a.retired = person.Name, k.Status == record.Retired
	if k.Status != record.Active {
		return
	}
	for _, role := range person.Roles {
		for _, namespace := range signs[role] {
			a.namespaces[namespace] = true
		}
	}
}

func (a *allowed) write(b *bytes.Buffer) {
	fmt.Fprintf(b, "#\n# %s", strings.Join(strings.Fields(a.name), " "))
	if a.retired {
		b.WriteString("; this key is retired, and what it signed before still counts")
	}
	fmt.Fprintf(b, "\n%s namespaces=\"%s\" %s\n", a.person, strings.Join(slices.Sorted(maps.Keys(a.namespaces)), ","), a.key)
}

// head says what the file is, and how far it may be trusted.
func head(b *bytes.Buffer, book *chain.Book, serial int) {
	fmt.Fprintf(b, `# Who may sign what, by governance %d.
# Compare the trust root below with the one that the Centre publishes in another
# place before you rely on a line of this: a repository cannot vouch for itself.
# trust root: %s
#
# With this file, ssh-keygen and git check one signature each. They do not know
# who had to be asked, how many must sign, or what was withdrawn: credctl verify does.
#   ssh-keygen -Y verify -f THIS -I PERSON -n NAMESPACE -s FILE.sig < FILE
#   git -c gpg.ssh.allowedSignersFile=THIS verify-tag TAG
# %s: review records; %s: the register; %s: governance; %s: tags
`, serial, book.Governance[0].SHA256, sshsig.Review, sshsig.Endorse, sshsig.Govern, sshsig.Git)
}
