package glossary

import "github.com/advancing-practice/credctl/internal/framework"

// Where the terms were read.
const (
	keyTerms    = "Glossary of key terms for credentials, page of the Centre for Advancing Practice, June 2022, revised May 2023; only its opening could be read"
	credentials = "Credentials, page of the Centre for Advancing Practice, about spring 2022"
	processFAQs = "Questions on the approval and assurance process, page of the Centre for Advancing Practice, date not known; only its opening could be read"
	webinar     = "Slides of the Centre's webinar on its engagement with stakeholders, early 2022"
	gatewayPage = "Credential gateway criteria, page of the Centre for Advancing Practice, date not known; only its opening could be read"
	endorsement = "Endorsement criteria, page of the Centre for Advancing Practice, June 2022, revised May 2023; only its opening could be read"
	briefing    = "The Centre's briefing on its approach to multi-professional credentials in England, November 2022, revised May 2023; only its opening could be read"
	skills      = "Skills for Health, 2022, as cited by NHS Education for Scotland"
)

// read are the terms whose meaning was read in a source. All wording is ours.
func read() []Entry {
	seen := func(term, short, meaning, source string, also, see []string) Entry {
		return Entry{Term: term, Also: also, Short: short, Meaning: meaning, Mark: framework.Seen, Source: source, See: see}
	}
	return []Entry{
		seen("advanced practice", "work at level 7 with high independence amid risk and uncertainty",
			"What enables registered practitioners, other than doctors and dentists, to take decisions largely on their own where matters are complex, risky or uncertain. It is placed at level 7.",
			briefing, []string{"advanced level"}, []string{"level 7", "capability"}),
		seen("annual quality review", "the yearly look at whether delivery still matches the specification",
			"A check of delivery planned for every year: approved providers report to the Centre, and it is asked whether what they deliver still is what the endorsed specification says.",
			keyTerms, []string{"annual review"}, []string{"approved education provider", "periodic review"}),
		seen("approval and assurance process", "the way from development through recognition to review",
			"All of the Centre's process for credentials, from their development through their recognition to their review, together with how it is governed, decided and reported.",
			keyTerms, []string{"approval process", "assurance process"}, []string{"endorsement", "annual quality review"}),
		seen("approved education provider", "a provider with an approved delivery plan for one specification",
			"A provider whose plan to deliver one particular endorsed specification was approved, and who goes on satisfying the annual review. Approval is for that specification alone, and it is not given once for all. A provider may be a university, an employer or a professional body.",
			keyTerms, []string{"education provider", "provider"}, []string{"delivery plan", "annual quality review"}),
		seen("area-specific capabilities", "the knowledge, skills and behaviours that belong to one area",
			"The knowledge, skills and behaviours that are peculiar to an area and lie behind its learning outcomes. They are in line with the framework for all areas, and are wider than a task, an intervention or one job.",
			keyTerms, []string{"area specific capability", "area-specific capability"}, []string{"capability", "credential specification"}),
		seen("candidate credential specification", "a full draft put forward for endorsement",
			"A complete draft that is put forward, to be considered against the endorsement criteria by independent reviewers. The glossary's entry breaks off; the rest is from the page of those criteria. In a file of credctl it is the stage candidate.",
			keyTerms+". Completed from: "+endorsement, []string{"candidate", "candidate specification"}, []string{"endorsement criteria", "independent review"}),
		seen("capability", "what a person brings to new situations, and can adapt",
			"What somebody brings to their work and can adapt to situations that are new, as against a competency, which is a fixed standard that one can watch being met.",
			skills, []string{"capabilities"}, []string{"competency", "area-specific capabilities"}),
		seen("competency", "a defined standard of performance that can be observed",
			"A defined standard of performance that an observer can see to be reached, as against a capability, which goes beyond it.",
			skills, []string{"competence", "competencies"}, []string{"capability"}),
		seen("credential", "a structured unit of assessed learning for one area at advanced level",
			"A standard and structured unit of learning, with assessment, that builds capability at advanced level in one area. It answers a need that has priority, exists at scale, and is that of several professions.\n\nIt is a noun, never a verb: neither people nor units of learning are \"credentialed\". credctl points such wording out. The Centre's guidance of January 2026 speaks of area specific capabilities where that of May 2023 still said credentials.",
			credentials+". Also: "+processFAQs+". Also: "+webinar, []string{"credentials", "credentialed", "credentialing"}, []string{"credential specification", "unit of learning"}),
		seen("credential specification", "the open plan from which many providers deliver a credential",
			"The plan of a credential: the learning experience, the outcomes and the capabilities, published openly so that many providers can deliver it. In these files it is called a specification. Endorsed ones are now titled area specific capability and curriculum framework; both names mean the same kind of document.",
			credentials+". Also: "+webinar, []string{"specification", "area specific capability and curriculum framework"}, []string{"credential", "candidate credential specification"}),
		seen("endorsement criteria", "what independent reviewers hold a candidate to, numbered from 4",
			"The questions that independent reviewers, with academic and with relevant clinical expertise, ask of a candidate. Their numbers carry on from the gateway and begin at 4. credctl criteria lists those that could be read.",
			endorsement, []string{"endorsement criterion"}, []string{"gateway criteria", "candidate credential specification"}),
		seen("gateway criteria", "the three questions whether an area suits supported development",
			"Three questions about an area, asked before a specification exists: whether developing it as a credential may be supported. Coming through them opens that support; it is no endorsement.",
			gatewayPage, []string{"gateway", "gateway criterion"}, []string{"endorsement criteria"}),
		seen("target group", "the professions a credential is for, with what is asked of them",
			"The professions that a credential is designed for, together with the requirements that those who take it have to satisfy.",
			webinar, nil, []string{"credential"}),
	}
}
