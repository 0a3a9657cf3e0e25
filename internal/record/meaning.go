package record

// DeclarationText is what a reviewer declares, in the wording DeclarationWording,
// a sentence each. A wording is never changed: another text has another name.
func DeclarationText() []string {
	return []string{
		"I am not one of the authors, and I did not help to write the text.",
		"I belong to no organisation that one of the authors belongs to.",
		"Nothing else, such as money, family or a dispute, stands in the way of judging it on its merits.",
	}
}

// Meaning says in our words what an outcome says; "" for one that there is not.
func (o Outcome) Meaning() string {
	switch o {
	case Meets:
		return "the text does what the criterion asks"
	case MeetsWithConditions:
		return "it would, once something is put right that you name in your note; the text does not go forward as it is"
	case DoesNotMeet:
		return "it does not do what the criterion asks"
	case NotApplicable:
		return "the criterion does not apply to this text; where it is mandatory, the text does not go forward with this answer"
	}
	return ""
}

// Meaning says in our words what an overall outcome says; "" for one that there is
// not.
func (o Overall) Meaning() string {
	switch o {
	case OverallEndorse:
		return "the text can be endorsed as it is"
	case OverallAccept:
		return "the proposal can be taken forward as it is"
	case OverallConditions:
		return "it can be endorsed once your conditions are met; the text does not go forward as it is"
	case OverallRevise:
		return "it has to be revised and put forward again"
	case OverallDecline:
		return "it should not be taken forward"
	}
	return ""
}
