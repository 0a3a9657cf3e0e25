package criteria

import (
	"slices"
	"testing"
)

// saidBy is what each text is found to say by a check; nil: nothing.
type saidBy map[string][]string

func (want saidBy) hold(t *testing.T, code string) {
	t.Helper()
	ask := wordsOf(t, code)
	for text, parts := range want {
		if got := said(t, ask, text); !slices.Equal(got, parts) {
			t.Errorf("%s on %q: got %q, want %q", code, text, got, parts)
		}
	}
}

func TestPlaceholders(t *testing.T) {
	saidBy{
		"Supervision: TODO":                 {"TODO"},
		"TODO: name the supervisor, TBC":    nil, // still to be written, which H028 says
		"todo later":                        {"todo"},
		"The supervisor is TBC.":            {"TBC"},
		"No date is known, TBC":             {"TBC"},  // no negation here
		`The "TODO" is still there`:         {"TODO"}, // and no quotation
		"date TBA":                          {"date TBA"},
		"Start (TBA)":                       {"(TBA"},
		"to be confirmed":                   {"to be confirmed"},
		"Number of places to be agreed":     {"Number of places to be agreed"},
		"Supervisor (to be confirmed)":      {"(to be confirmed)"},
		"Lorem ipsum dolor sit amet":        {"Lorem ipsum"},
		"XXX credits":                       {"XXX"},
		"[insert name of provider]":         {"[insert name of provider]"},
		"Delivered by <name of university>": {"<name of university>"},
		"Insert the summary here.":          {"Insert the summary here."},
		"...":                               {"..."},
		"[...]":                             {"[...]"},
		"____ hours":                        {"____"},
		"Who knows???":                      {"???"},

		"Allow the diagnosis to be confirmed by imaging.":     nil,
		"Plans are to be agreed with the person.":             nil,
		"A TBA attends home births in some countries.":        nil, // a traditional birth attendant
		"Insert a cannula and explain what happens here now.": nil,
		"State of the art (state law aside)":                  nil,
		"Add oxygen (add humidity as needed).":                nil,
		"Método para todo el mundo":                           nil,
		"The text was cut [sic] and ends so...":               nil,
		"See [1] and [2].":                                    nil,
		"Really?":                                             nil,
		"Pain < 3 on a list of scales > 1":                    nil,
		"The mastodon is extinct.":                            nil,
		"Consent is to be obtained.":                          nil,
	}.hold(t, "H025")
}

func TestClaimsOfStanding(t *testing.T) {
	saidBy{
		"This specification is endorsed by the Centre.":                  {"endorsed by the Centre"},
		"This credential specification has been endorsed.":               {"endorsed"},
		"Our curriculum framework was accredited by NHS England.":        {"accredited by NHS"},
		"This document is approved by the Centre.":                       {"approved by the Centre"},
		"This specification meets all of the endorsement criteria.":      {"meets all of the endorsement criteria"},
		"We believe that it meets criterion 4.1.":                        {"meets criterion 4.1"},
		"This specification is approved by NHS England.":                 {"approved by NHS England"},
		"NHS England has endorsed this specification.":                   {"endorsed this"},
		"Endorsed by the Centre for Advancing Practice in 2024.":         {"Endorsed by the Centre"},
		"Criterion 4.1 is met.":                                          {"Criterion 4.1 is met"},
		"Reviewers say whether criterion 4.1 is met.":                    nil,
		"It is for people who meet the criteria for surgery.":            nil,
		"The Centre has endorsed other documents of this series.":        nil,
		"It satisfies the gateway criteria.":                             {"satisfies the gateway criteria"},
		"This file has been reviewed by nobody and is not endorsed.":     nil,
		"The source was listed as endorsed in 2026.":                     nil,
		"It still counted among the endorsed ones.":                      nil,
		"This source was endorsed by the Centre, according to a note.":   nil,
		"This area is listed among those endorsed.":                      nil,
		"Whether it meets the endorsement criteria is for reviewers.":    nil,
		"A candidate has to meet the endorsement criteria.":              nil,
		"This text says how it will meet criterion 4.1.":                 nil,
		"Applicants who meet the entry criteria are invited.":            nil,
		"Nothing here says that this file is endorsed.":                  nil,
		"The document is counted among the documents that were endorsed": nil,
	}.hold(t, "W004")
}

func TestBareFrameworkItems(t *testing.T) {
	saidBy{
		"This is close to MPF 1.2 in spirit.":       {"1.2"},
		"See MPF capability 2.11.":                  {"2.11"},
		"This is close to mpf@2025#1.2 in spirit.":  nil,
		"The MPF has four pillars.":                 nil,
		"Statement 1.2 is ours, and so is 2.3.":     nil,
		"In the MPF, 38 capabilities are numbered.": nil,
	}.hold(t, "W006")
}

func TestOpenEndedOutcomes(t *testing.T) {
	ask := wordsOf(t, "W005")
	for text, want := range map[string][]string{
		"Assess pain, sleep etc. in older people": {"etc"},
		"Assess and/or treat pain":                {"and/or"},
		"Assess pain and so on":                   {"and so on"},
		"Assess and treat pain or sleep":          nil,
		"Sketch a plan":                           nil,
	} {
		if got := opened(t, ask, text); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
