package glossary

import "github.com/advancing-practice/credctl/internal/framework"

// expected are terms that are in use but whose official definition could not be
// read. What is said of them is ours.
func expected() []Entry {
	ours := func(term, short, meaning string, also, see []string) Entry {
		return Entry{Term: term, Also: also, Short: short, Meaning: meaning, Mark: framework.Local, See: see}
	}
	return []Entry{
		ours("delivery plan", "how one provider means to deliver one specification",
			"What a provider sets out to show how it would deliver one endorsed specification. It is the plan, and not the provider as such, that is approved. What a plan has to contain could not be read.",
			nil, []string{"approved education provider"}),
		ours("digital badge", "a mark, shown online, that a practitioner has completed something",
			"A mark that a practitioner can show online, with a way for others to check it. Which badge stands for which completion is for the Centre to say.",
			[]string{"badge"}, []string{"recognition", "directory"}),
		ours("directory", "the Centre's list of practitioners",
			"The Centre's list of practitioners whose education or equivalence it has recognised, where a completed credential can be noted.",
			nil, []string{"recognition"}),
		ours("endorsement", "the decision that a document holds up against the criteria",
			"The decision that a candidate holds up against the endorsement criteria. It is about a document, never about a person, and it is not the same as publishing. credctl endorses nothing; it can only record who judged what.",
			[]string{"endorsed"}, []string{"endorsement criteria", "independent review"}),
		ours("entrustable professional activity", "a piece of work that somebody can be trusted to do on their own",
			"A piece of professional work, as a whole, that is left to a practitioner once others have seen that it is safe to. A specification may name such activities; it need not.",
			[]string{"epa", "entrustable professional activities"}, []string{"unit of learning"}),
		ours("independent review", "judgement by people who had no part in the writing",
			"Judgement of a candidate by people who had no part in writing it and share no interest in the outcome, some with academic and some with clinical expertise.",
			[]string{"reviewer", "independent reviewer"}, []string{"endorsement criteria"}),
		ours("level 7", "the level of a Master's degree",
			"The level of a Master's degree in the frameworks for qualifications in England: command of complex matters, judgement where information is incomplete, and responsibility for one's own decisions.",
			[]string{"fheq 7", "academic level 7", "masters level"}, []string{"advanced practice"}),
		ours("periodic review", "a look, now and then, at whether a specification is still current",
			"A look at whether a specification still answers the need, which changes. How often it is due could not be read, so credctl assumes no interval.",
			nil, []string{"annual quality review"}),
		ours("recognition", "the part of the process that leads from review to completion",
			"The middle of the process: candidates are reviewed and endorsed, providers' plans approved, and practitioners' completion acknowledged.",
			nil, []string{"endorsement", "digital badge"}),
		ours("stakeholder", "somebody whom a specification concerns",
			"Anybody whom a specification concerns and who ought to be heard while it is written: patients and carers, practitioners, employers, educators, professional bodies.",
			[]string{"stakeholders"}, nil),
		ours("unit of learning", "learning with outcomes and assessment that is taken as a whole",
			"A part of learning that is taken and assessed as a whole, with outcomes of its own. A credential is one; it may be delivered in parts.",
			[]string{"unit"}, []string{"credential"}),
	}
}
