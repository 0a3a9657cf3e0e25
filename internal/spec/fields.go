package spec

import "github.com/advancing-practice/credctl/internal/decode"

// The keys of every group of the format, in the format's order.
var (
	fileFields = decode.Fields{
		{Name: "format", Required: true}, {Name: "id", Required: true}, {Name: "version", Required: true},
		{Name: "stage", Required: true}, {Name: "title", Required: true},
		{Name: "also_known_as"}, {Name: "summary"}, {Name: "authors"}, {Name: "developer"}, {Name: "provenance"},
		{Name: "licence"}, {Name: "frameworks"}, {Name: "proposal"}, {Name: "scope"}, {Name: "target_group"},
		{Name: "entry"}, {Name: "level"}, {Name: "credits"}, {Name: "notional_hours"}, {Name: "duration"},
		{Name: "units"}, {Name: "activities"}, {Name: "domains"}, {Name: "outcomes"}, {Name: "learning"},
		{Name: "assessment"}, {Name: "coverage"}, {Name: "related"}, {Name: "involvement"}, {Name: "equality"},
		{Name: "review"}, {Name: "references"}, {Name: "acknowledgements"}, {Name: "sections"}, {Name: "retired"},
	}

	authorFields     = decode.Fields{{Name: "id", Required: true}, {Name: "name", Required: true}, {Name: "organisation", Required: true}}
	developerFields  = decode.Fields{{Name: "organisation", Required: true}, {Name: "contributors"}}
	provenanceFields = decode.Fields{{Name: "sources"}, {Name: "own_words"}, {Name: "illustrative"}, {Name: "notes"}}
	sourceFields     = decode.Fields{
		{Name: "title", Required: true}, {Name: "publisher"}, {Name: "date"}, {Name: "url"}, {Name: "licence"},
		{Name: "relation", Required: true},
	}
	licenceFields = decode.Fields{{Name: "id", Required: true}, {Name: "holder", Required: true}}

	proposalFields = decode.Fields{
		{Name: "illustrative"}, {Name: "need"}, {Name: "priority"}, {Name: "intervention"}, {Name: "feasibility"},
		{Name: "multi_professional"},
	}
	needFields         = decode.Fields{{Name: "statement"}, {Name: "relates_to"}, {Name: "scale"}, {Name: "evidence"}}
	relationFields     = decode.Fields{{Name: "kind", Required: true}, {Name: "description", Required: true}}
	priorityFields     = decode.Fields{{Name: "statement"}, {Name: "policies"}}
	interventionFields = decode.Fields{{Name: "chosen"}, {Name: "considered"}}
	alternativeFields  = decode.Fields{{Name: "type", Required: true}, {Name: "why_not", Required: true}}
	feasibilityFields  = decode.Fields{
		{Name: "development"}, {Name: "delivery"}, {Name: "existing_provision"}, {Name: "return_on_investment"},
	}
	multiProfessionalFields = decode.Fields{{Name: "statement"}, {Name: "professions"}}

	scopeFields       = decode.Fields{{Name: "in"}, {Name: "out"}}
	targetGroupFields = decode.Fields{{Name: "professions"}, {Name: "requirements"}}
	levelFields       = decode.Fields{{Name: "framework", Required: true}, {Name: "value", Required: true}}

	unitFields = decode.Fields{
		{Name: "id", Required: true}, {Name: "title", Required: true}, {Name: "credits"}, {Name: "outcomes"},
	}
	activityFields = decode.Fields{
		{Name: "id", Required: true}, {Name: "title", Required: true}, {Name: "description"}, {Name: "draws_on"},
	}

	domainFields = decode.Fields{
		{Name: "id", Required: true}, {Name: "title", Required: true}, {Name: "summary"}, {Name: "maps_to"},
		{Name: "features"}, {Name: "capabilities"}, {Name: "statements"},
	}
	capabilityFields = decode.Fields{
		{Name: "id", Required: true}, {Name: "title", Required: true}, {Name: "statement"}, {Name: "maps_to"},
		{Name: "features"}, {Name: "statements"},
	}
	statementFields = decode.Fields{
		{Name: "id", Required: true}, {Name: "text", Required: true}, {Name: "kind"}, {Name: "maps_to"}, {Name: "features"},
	}
	mappingFields = decode.Fields{{Name: "item", Required: true}, {Name: "strength"}}

	outcomeFields  = decode.Fields{{Name: "id", Required: true}, {Name: "text", Required: true}, {Name: "develops"}}
	learningFields = decode.Fields{{Name: "content"}, {Name: "methods"}, {Name: "supervision"}, {Name: "delivery"}}

	assessmentFields = decode.Fields{{Name: "strategy"}, {Name: "methods"}}
	methodFields     = decode.Fields{
		{Name: "id", Required: true}, {Name: "type", Required: true}, {Name: "description"}, {Name: "assesses"},
	}

	coverageFields    = decode.Fields{{Name: "not_covered"}}
	notCoveredFields  = decode.Fields{{Name: "item", Required: true}, {Name: "reason", Required: true}, {Name: "covered_by"}}
	relatedFields     = decode.Fields{{Name: "specification", Required: true}, {Name: "how", Required: true}}
	involvementFields = decode.Fields{{Name: "group", Required: true}, {Name: "how", Required: true}, {Name: "when"}}
	equalityFields    = decode.Fields{{Name: "statement"}}
	reviewFields      = decode.Fields{{Name: "last_reviewed"}, {Name: "review_in"}, {Name: "owner"}}

	citationFields = decode.Fields{{Name: "id", Required: true}, {Name: "citation", Required: true}, {Name: "url"}}
	sectionFields  = decode.Fields{{Name: "id", Required: true}, {Name: "heading", Required: true}, {Name: "body", Required: true}}
	retiredFields  = decode.Fields{{Name: "id", Required: true}, {Name: "since", Required: true}, {Name: "replaced_by"}}
)

// Group is one group of keys of the format.
type Group struct {
	At     []string // where it stands: JSON Pointers in which * is any item of a list; "" is the file
	Fields decode.Fields
}

// Groups returns every group of keys that the format has, each before those
// inside it. It is what a formatter orders keys by.
func Groups() []Group {
	return []Group{
		{[]string{""}, fileFields},
		{[]string{"/authors/*"}, authorFields},
		{[]string{"/developer"}, developerFields},
		{[]string{"/provenance"}, provenanceFields},
		{[]string{"/provenance/sources/*"}, sourceFields},
		{[]string{"/licence"}, licenceFields},
		{[]string{"/proposal"}, proposalFields},
		{[]string{"/proposal/need"}, needFields},
		{[]string{"/proposal/need/relates_to/*"}, relationFields},
		{[]string{"/proposal/priority"}, priorityFields},
		{[]string{"/proposal/intervention"}, interventionFields},
		{[]string{"/proposal/intervention/considered/*"}, alternativeFields},
		{[]string{"/proposal/feasibility"}, feasibilityFields},
		{[]string{"/proposal/multi_professional"}, multiProfessionalFields},
		{[]string{"/scope"}, scopeFields},
		{[]string{"/target_group"}, targetGroupFields},
		{[]string{"/level"}, levelFields},
		{[]string{"/units/*"}, unitFields},
		{[]string{"/activities/*"}, activityFields},
		{[]string{"/domains/*"}, domainFields},
		{[]string{"/domains/*/capabilities/*"}, capabilityFields},
		{[]string{"/domains/*/statements/*", "/domains/*/capabilities/*/statements/*"}, statementFields},
		{[]string{
			"/domains/*/maps_to/*", "/domains/*/capabilities/*/maps_to/*",
			"/domains/*/statements/*/maps_to/*", "/domains/*/capabilities/*/statements/*/maps_to/*",
		}, mappingFields},
		{[]string{"/outcomes/*"}, outcomeFields},
		{[]string{"/learning"}, learningFields},
		{[]string{"/assessment"}, assessmentFields},
		{[]string{"/assessment/methods/*"}, methodFields},
		{[]string{"/coverage"}, coverageFields},
		{[]string{"/coverage/not_covered/*"}, notCoveredFields},
		{[]string{"/related/*"}, relatedFields},
		{[]string{"/involvement/*"}, involvementFields},
		{[]string{"/equality"}, equalityFields},
		{[]string{"/review"}, reviewFields},
		{[]string{"/references/*"}, citationFields},
		{[]string{"/sections/*"}, sectionFields},
		{[]string{"/retired/*"}, retiredFields},
	}
}
