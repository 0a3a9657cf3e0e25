package export

import "github.com/advancing-practice/credctl/internal/spec"

// licenceWords is what others may do with a text, and who holds the rights; "" where
// that is not stated.
func licenceWords(l spec.Licence) string {
	if l.ID == "" {
		return ""
	}
	return l.ID + ". Rights holder: " + l.Holder
}

// licenceAddresses are where the texts of the usual licences stand.
var licenceAddresses = map[string]string{
	"CC-BY-4.0":    "https://creativecommons.org/licenses/by/4.0/",
	"CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
	"CC0-1.0":      "https://creativecommons.org/publicdomain/zero/1.0/",
	"OGL-UK-3.0":   "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}

// licenceAddress is where the text of a licence stands, by its short name; "" if that
// is not known.
func licenceAddress(id string) string { return licenceAddresses[id] }
