package decode

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// found says what a value is, with its text where it has one.
func found(v yamldoc.Value) string {
	switch v.Kind() {
	case yamldoc.Absent:
		return "empty"
	case yamldoc.Text:
		return quote(v.Text())
	case yamldoc.Whole, yamldoc.Number:
		return "the number " + shorten(v.Text())
	case yamldoc.Bool:
		return v.Text()
	}
	return v.Kind().String()
}

// mend says how to make v what is wanted, where there is a usual way.
func mend(v yamldoc.Value, want yamldoc.Kind) string {
	got := v.Kind()
	switch {
	case got <= yamldoc.Null:
		return "write something here, or take the line out"
	case want == yamldoc.Text && got < yamldoc.List:
		return "put it in quotes: " + quote(v.Text())
	case want == yamldoc.Text && got == yamldoc.Map:
		return "write it as one text; if the text itself has a colon in it, put it in quotes"
	case want == yamldoc.Text:
		return `write it as one text, without "- " or brackets`
	case want == yamldoc.List && got == yamldoc.Map:
		return `put "- " before the first key of each item`
	case want == yamldoc.List:
		return `begin each item on a line of its own with "- "`
	case want == yamldoc.Bool:
		return mendBool(v.Text())
	case want == yamldoc.Whole || want == yamldoc.Number:
		return mendNumber(v.Text())
	}
	return ""
}

// instead is how v can only have been meant to be written, so that it is of the
// kind that is wanted; "" if that is for the author to say.
func instead(v yamldoc.Value, want yamldoc.Kind) string {
	got, text := v.Kind(), v.Text()
	switch {
	case want == yamldoc.Text && (got == yamldoc.Whole || got == yamldoc.Number || got == yamldoc.Bool):
		return strconv.Quote(text)
	case want == yamldoc.Bool && got == yamldoc.Text:
		return meantBool(text)
	case (want == yamldoc.Whole || want == yamldoc.Number) && got == yamldoc.Text && writtenAgain(text):
		return text
	}
	return ""
}

// writtenAgain reports whether a text is a number in the spelling in which every
// program writes it again.
func writtenAgain(text string) bool {
	number, err := strconv.ParseFloat(text, 64)
	return err == nil && len(text) <= 15 && strconv.FormatFloat(number, 'f', -1, 64) == text
}

func mendBool(text string) string {
	if meant := meantBool(text); meant != "" {
		return "write " + meant
	}
	return "write true or false"
}

// meantBool is true or false for the words that people write for them, else "".
func meantBool(text string) string {
	switch strings.ToLower(text) {
	case "true", "yes", "y", "on", "1":
		return "true"
	case "false", "no", "n", "off", "0":
		return "false"
	}
	return ""
}

func mendNumber(text string) string {
	if len(text) <= maxShown && numeric(text) {
		return fmt.Sprintf("write it without quotes: %s", text)
	}
	return "write it in digits, without a unit"
}
