// Package intervention is the five types of workforce development that the Centre
// sets side by side, with what tells them apart, and what of that can be read from
// a specification. It is a help for reading. It ranks no type above another, and
// judges neither a proposal nor a criterion.
package intervention

// Feature is something that one type has and another has not.
type Feature string

// The features, in the order of the table.
const (
	Capabilities Feature = "area-specific capabilities"
	TargetGroup  Feature = "a defined target group"
	Outcomes     Feature = "learning outcomes"
	Assessment   Feature = "an assessment strategy"
	OpenSource   Feature = "publication as open source"
	Learning     Feature = "a unit of learning as its focus"
	Standards    Feature = "standards of practice as its focus"
)

// Features are all features, in the order of the table.
var Features = [...]Feature{Capabilities, TargetGroup, Outcomes, Assessment, OpenSource, Learning, Standards}

// Confidence says how well a row of the table is founded.
type Confidence string

// The confidences, the best first.
const (
	High   Confidence = "high"   // what is known of the row leaves one reading that makes sense
	Fair   Confidence = "fair"   // the likeliest of several readings
	Unsure Confidence = "unsure" // of some cells it is not known which they are
)

// Cell is one answer of the table.
type Cell struct {
	Has  bool
	Sure bool // within the confidence of its row
}

// Type is one type of intervention.
type Type struct {
	ID         string // as in the files: "credential-specification"
	Title      string
	Words      string // what it is, in our words
	Confidence Confidence
	Cells      [len(Features)]Cell // in the order of Features
}

// Source is where the types and features were read, in words.
const Source = "Different types of area-specific workforce development interventions, page of the Centre for Advancing Practice, November 2022, revised May 2023"

// Caveat is what a reader of the table has to know.
const Caveat = "The names of the types and of the features were read there. The ticks were not: they are pictures that are lost. " +
	"What could still be told is how many each type has. Which ones they are was concluded from that, and is no official statement."

// Types returns the five types in alphabetical order, which is no ranking.
func Types() []Type {
	yes, no := Cell{true, true}, Cell{false, true}
	maybe, hardly := Cell{true, false}, Cell{false, false}
	return []Type{
		{
			ID: "area-specific-pathway", Title: "Area-specific pathway", Confidence: Fair,
			Words: "a route for one area through a Master's degree in advanced practice",
			Cells: [len(Features)]Cell{yes, yes, yes, yes, no, yes, no},
		},
		{
			ID: "capability-framework", Title: "Capability framework", Confidence: Fair,
			Words: "the capabilities of an area set out for all, without learning or assessment",
			Cells: [len(Features)]Cell{yes, no, no, no, yes, no, no},
		},
		{
			ID: "credential-specification", Title: "Credential specification", Confidence: High,
			Words: "the open plan of a unit of assessed learning that many providers can deliver",
			Cells: [len(Features)]Cell{yes, yes, yes, yes, yes, yes, no},
		},
		{
			ID: "module", Title: "Module", Confidence: Unsure,
			Words: "one part of a Master's degree in advanced practice",
			Cells: [len(Features)]Cell{maybe, hardly, yes, yes, no, yes, no},
		},
		{
			ID: "standards-of-practice", Title: "Standards of practice", Confidence: High,
			Words: "what good practice in an area has to be like, whoever does it",
			Cells: [len(Features)]Cell{no, no, no, no, no, no, yes},
		},
	}
}
