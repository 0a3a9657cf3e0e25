package export

// The classes of a CASE 1.1 package, with the members that are written, in the order of
// the specification. The official schema allows no others, except below extensions.

type casePackage struct {
	Document     caseDocument      `json:"CFDocument"`
	Items        []caseItem        `json:"CFItems"`
	Associations []caseAssociation `json:"CFAssociations"`
	Definitions  caseDefinitions   `json:"CFDefinitions"`
}

type caseDocument struct {
	Identifier        string    `json:"identifier"`
	URI               string    `json:"uri"`
	FrameworkType     string    `json:"frameworkType,omitempty"`
	CaseVersion       string    `json:"caseVersion"`
	Creator           string    `json:"creator"`
	Title             string    `json:"title"`
	LastChange        string    `json:"lastChangeDateTime"`
	OfficialSourceURL string    `json:"officialSourceURL,omitempty"`
	Publisher         string    `json:"publisher,omitempty"`
	Description       string    `json:"description,omitempty"`
	Language          string    `json:"language,omitempty"`
	Version           string    `json:"version,omitempty"`
	AdoptionStatus    string    `json:"adoptionStatus,omitempty"`
	StatusStartDate   string    `json:"statusStartDate,omitempty"`
	License           *caseLink `json:"licenseURI,omitempty"`
	Notes             string    `json:"notes,omitempty"`
	Extensions        any       `json:"extensions,omitempty"`
}

type caseItem struct {
	Identifier           string    `json:"identifier"`
	FullStatement        string    `json:"fullStatement"`
	ItemType             string    `json:"CFItemType"`
	URI                  string    `json:"uri"`
	HumanCodingScheme    string    `json:"humanCodingScheme,omitempty"`
	AbbreviatedStatement string    `json:"abbreviatedStatement,omitempty"`
	ConceptKeywords      []string  `json:"conceptKeywords,omitempty"`
	Notes                string    `json:"notes,omitempty"`
	Language             string    `json:"language,omitempty"`
	EducationLevel       []string  `json:"educationLevel,omitempty"`
	ItemTypeURI          *caseLink `json:"CFItemTypeURI,omitempty"`
	License              *caseLink `json:"licenseURI,omitempty"`
	LastChange           string    `json:"lastChangeDateTime"`
	Extensions           any       `json:"extensions,omitempty"`
}

type caseAssociation struct {
	Identifier  string   `json:"identifier"`
	Type        string   `json:"associationType"`
	Sequence    int      `json:"sequenceNumber,omitempty"`
	URI         string   `json:"uri"`
	Origin      caseNode `json:"originNodeURI"`
	Destination caseNode `json:"destinationNodeURI"`
	LastChange  string   `json:"lastChangeDateTime"`
	Notes       string   `json:"notes,omitempty"`
	Extensions  any      `json:"extensions,omitempty"`
}

type caseLink struct {
	Title      string `json:"title"`
	Identifier string `json:"identifier"`
	URI        string `json:"uri"`
}

// caseNode is one end of an association.
type caseNode struct {
	Title      string `json:"title"`
	Identifier string `json:"identifier"`
	URI        string `json:"uri"`
	TargetType string `json:"targetType"`
}

type caseDefinitions struct {
	ItemTypes []caseItemType `json:"CFItemTypes,omitempty"`
	Licenses  []caseLicense  `json:"CFLicenses,omitempty"`
}

type caseItemType struct {
	Identifier    string `json:"identifier"`
	URI           string `json:"uri"`
	Title         string `json:"title"`
	Description   string `json:"description"`
	HierarchyCode string `json:"hierarchyCode"`
	LastChange    string `json:"lastChangeDateTime"`
}

type caseLicense struct {
	Identifier string `json:"identifier"`
	URI        string `json:"uri"`
	Title      string `json:"title"`
	Text       string `json:"licenseText"`
	LastChange string `json:"lastChangeDateTime"`
}
