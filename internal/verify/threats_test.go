package verify

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
	"github.com/advancing-practice/credctl/internal/sshsig"
	"github.com/advancing-practice/credctl/internal/standing"
)

// threat is something that must not verify: a world in which everything was done
// right but one thing.
type threat struct {
	name   string
	build  func() *world
	reason Reason
}

// spoilt is the published world with one thing changed afterwards.
func spoilt(change func(w *world)) func() *world {
	return func() *world {
		w := published()
		change(w)
		return w
	}
}

// process is a world in which one thing was done wrong on the way.
func process(steps func(w *recordtest.World, s record.Subject)) func() *world {
	return func() *world {
		w, s := underway()
		steps(w, s)
		return finish(w, s)
	}
}

func TestThreats(t *testing.T) {
	for _, threats := range [][]threat{ofPeople, ofKeys, ofRecords, ofCriteria, ofRegister, ofGovernance, ofTags, ofFiles} {
		for _, test := range threats {
			t.Run(test.name, func(t *testing.T) { want(t, verdict(t, test.build().input()), NotVerified, test.reason) })
		}
	}
}

var ofPeople = []threat{
	{"an author reviews their own text", process(func(w *recordtest.World, s record.Subject) {
		w.Govern(func(g *record.Governance) {
			p := recordtest.Person(g, "smith-j")
			p.Roles = append(p.Roles, record.Clinical)
		})
		w.Open(record.Endorsement, s, []string{"okafor-a", "lee-m", "smith-j"}, nil)
		for _, person := range []string{"okafor-a", "lee-m", "smith-j"} {
			w.Review(s, person, nil)
		}
	}), Reason(standing.WhyReviewerIsAuthor)},
	{"an author is left out of the round", process(func(w *recordtest.World, s record.Subject) {
		reviewed(w, s, func(r *record.Round) { r.Authors = []string{"smith-j"} }, nil, nil)
	}), Reason(standing.WhyAuthorLeftOut)},
	{"a reviewer shares an organisation with an author", process(func(w *recordtest.World, s record.Subject) {
		w.Govern(func(g *record.Governance) {
			p := recordtest.Person(g, "lee-m")
			p.Organisations = append(p.Organisations, "trust-d")
		})
		reviewed(w, s, nil, nil, nil)
	}), Reason(standing.WhySharedOrganisation)},
	{"a reviewer endorses", func() *world {
		w, s := underway()
		w.Govern(func(g *record.Governance) {
			p := recordtest.Person(g, "lee-m")
			p.Roles = append(p.Roles, record.Staff)
		})
		reviewed(w, s, nil, nil, nil)
		w.Decide(record.Endorse, s, nil, "rowe-e", "lee-m")
		w.Decide(record.Publish, s, nil)
		return tagged(w, "1.0.0")
	}, Reason(standing.WhyReviewerSigned)},
	{"too few reviewers", process(func(w *recordtest.World, s record.Subject) {
		w.Open(record.Endorsement, s, []string{"okafor-a"}, nil)
		w.Review(s, "okafor-a", nil)
	}), Reason(standing.WhyTooFewReviewers)},
	{"nobody academic among the reviewers", process(func(w *recordtest.World, s record.Subject) {
		w.Open(record.Endorsement, s, []string{"okafor-a", "brown-p"}, nil)
		w.Review(s, "okafor-a", nil)
		w.Review(s, "brown-p", nil)
	}), Reason(standing.WhyTooFewOfRole)},
	{"a conflict was declared", process(func(w *recordtest.World, s record.Subject) {
		reviewed(w, s, nil, func(r *record.Review) { r.Declaration.Conflicts = []string{"taught by an author"} }, nil)
	}), Reason(standing.WhyConflict)},
	{"declared against fewer authors", process(func(w *recordtest.World, s record.Subject) {
		reviewed(w, s, nil, func(r *record.Review) { r.Declaration.Authors = r.Declaration.Authors[:1] }, nil)
	}), Reason(chain.RecordDeclaration)},
}

var ofKeys = []threat{
	{"a reviewer signs as somebody else", spoilt(func(w *world) {
		path := w.Subject(id).ReviewPath("lee-m")
		w.Sign(path, record.ReviewSignaturePath(path), sshsig.Review, "okafor-a")
	}), Reason(chain.RecordKeyUnknown)},
	{"a stranger signs for a reviewer", spoilt(func(w *world) {
		path := w.Subject(id).ReviewPath("lee-m")
		w.Sign(path, record.ReviewSignaturePath(path), sshsig.Review, "stranger")
	}), Reason(chain.RecordKeyUnknown)},
	{"a record without a signature", spoilt(func(w *world) {
		delete(w.Files, record.ReviewSignaturePath(w.Subject(id).ReviewPath("lee-m")))
	}), Reason(chain.RecordUnsigned)},
	{"a signature given for something else", spoilt(func(w *world) {
		path := w.Subject(id).ReviewPath("lee-m")
		w.Sign(path, record.ReviewSignaturePath(path), sshsig.Endorse, "lee-m")
	}), Reason(chain.RecordSignature)},
	{"a stolen key of a reviewer, backdated", func() *world {
		w, s := underway()
		reviewed(w, s, nil, nil, nil)
		w.Govern(func(g *record.Governance) { recordtest.Person(g, "lee-m").Keys[0].Status = record.Compromised })
		return finish(w, s)
	}, Reason(chain.RecordKeyCompromised)},
	{"a key that was retired before", func() *world {
		w, s := underway()
		w.Govern(func(g *record.Governance) { recordtest.Person(g, "lee-m").Keys[0].Status = record.Retired })
		reviewed(w, s, nil, nil, nil)
		return finish(w, s)
	}, Reason(chain.RecordKeyRetiredBefore)},
	{"a stolen key of staff signs alone", spoilt(func(w *world) {
		delete(w.Files, "register/0005.shah-k.sig")
	}), EntryPending},
	{"one person signs twice", spoilt(func(w *world) {
		w.Sign("register/0005.yaml", "register/0005.shah-k.sig", sshsig.Endorse, "rowe-e")
	}), EntryPending},
	{"one person signs twice, with two keys", func() *world {
		w, s := underway()
		reviewed(w, s, nil, nil, nil)
		w.NewKey("rowe-e")
		w.Govern(func(g *record.Governance) { w.Enrol(g, "rowe-e") }) // and keeps the first
		world := finish(w, s)
		w.Sign("register/0005.yaml", "register/0005.shah-k.sig", sshsig.Endorse, "rowe-e")
		return world
	}, EntryPending},
	{"the new key of staff who are no staff", spoilt(func(w *world) {
		w.NewKey("rowe-e")
		w.Sign("register/0005.yaml", "register/0005.rowe-e.sig", sshsig.Endorse, "rowe-e")
	}), EntryPending},
	{"a stolen key of staff marked later", func() *world {
		w, s := underway()
		reviewed(w, s, nil, nil, nil)
		w.Decide(record.Endorse, s, nil)
		w.NewKey("rowe-e")
		w.Govern(func(g *record.Governance) {
			recordtest.Person(g, "rowe-e").Keys[0].Status = record.Compromised
			w.Enrol(g, "rowe-e")
		})
		w.Decide(record.Publish, s, nil)
		return tagged(w, "1.0.0")
	}, Reason(chain.RegisterSignatures)},
	{"one key under two people", process(func(w *recordtest.World, s record.Subject) {
		w.Govern(func(g *record.Governance) {
			p := recordtest.Person(g, "brown-p")
			p.Keys = []record.Key{{Key: w.Key("lee-m").String(), Status: record.Active}}
			recordtest.Person(g, "lee-m").Keys = nil
		})
		reviewed(w, s, nil, nil, nil)
	}), Reason(chain.KeyTwoPeople)},
}

var ofRecords = []threat{
	{"an unfavourable record", process(func(w *recordtest.World, s record.Subject) {
		reviewed(w, s, nil, unfavourable, nil)
	}), Reason(standing.WhyUnfavourable)},
	{"conditions are passed over", process(func(w *recordtest.World, s record.Subject) {
		reviewed(w, s, nil, nil, conditions)
	}), Reason(standing.WhyUnfavourable)},
	{"an unfavourable record is not listed", func() *world {
		w, s := underway()
		w.Open(record.Endorsement, s, []string{"okafor-a", "lee-m", "brown-p"}, nil)
		w.Review(s, "okafor-a", nil)
		w.Review(s, "lee-m", nil)
		w.Review(s, "brown-p", unfavourable)
		w.Decide(record.Endorse, s, func(e *record.Entry) {
			e.Records = slices.DeleteFunc(e.Records, func(l record.Listed) bool { return strings.Contains(l.Path, "brown-p") })
		})
		w.Decide(record.Publish, s, nil)
		return tagged(w, "1.0.0")
	}, RecordsDiffer},
	{"an unfavourable record is taken away", func() *world {
		w, s := underway()
		w.Open(record.Endorsement, s, []string{"okafor-a", "lee-m", "brown-p"}, nil)
		w.Review(s, "okafor-a", nil)
		w.Review(s, "lee-m", nil)
		w.Review(s, "brown-p", unfavourable)
		world := finish(w, s)
		delete(w.Files, s.ReviewPath("brown-p"))
		delete(w.Files, record.ReviewSignaturePath(s.ReviewPath("brown-p")))
		return world
	}, RecordsDiffer},
	{"a record was never filed", process(func(w *recordtest.World, s record.Subject) {
		w.Open(record.Endorsement, s, []string{"okafor-a", "lee-m", "brown-p"}, nil)
		w.Review(s, "okafor-a", nil)
		w.Review(s, "lee-m", nil)
	}), Reason(standing.WhyRecordMissing)},
	{"a critic is dropped with a new round", process(func(w *recordtest.World, s record.Subject) {
		w.Open(record.Endorsement, s, []string{"okafor-a", "lee-m", "brown-p"}, nil)
		w.Review(s, "okafor-a", nil)
		w.Review(s, "lee-m", nil)
		w.Review(s, "brown-p", unfavourable)
		w.Open(record.Endorsement, s, []string{"okafor-a", "lee-m"}, nil)
	}), Reason(standing.WhyReviewerDropped)},
	{"a critic is dropped with a comma", func() *world {
		w, s := underway()
		w.Open(record.Endorsement, s, []string{"okafor-a", "lee-m", "brown-p"}, nil)
		w.Review(s, "brown-p", unfavourable)
		w.Files[record.SpecPath(id)] = append(slices.Clone(w.Files[record.SpecPath(id)]), "summary: changed\n"...)
		s = w.Subject(id)
		reviewed(w, s, nil, nil, nil)
		return finish(w, s)
	}, Reason(standing.WhyReviewerDropped)},
	{"an author is dropped with a new text", func() *world {
		w, s := underway()
		w.Open(record.Endorsement, s, []string{"okafor-a", "lee-m"}, nil)
		s = w.Spec(id, "1.0.0", "candidate", "smith-j")
		reviewed(w, s, nil, nil, nil)
		return finish(w, s)
	}, Reason(standing.WhyAuthorDropped)},
	{"a round is changed in place", spoilt(func(w *world) {
		_, path := w.Round(w.Subject(id))
		w.Files[path] = append(slices.Clone(w.Files[path]), "# more\n"...)
	}), Reason(chain.RoundHash)},
	{"a round is taken away", spoilt(func(w *world) {
		_, path := w.Round(w.Subject(id))
		delete(w.Files, path)
	}), Reason(chain.RoundMissing)},
	{"a record of another text is put in the folder", func() *world {
		w, s := underway()
		reviewed(w, s, nil, nil, nil)
		w.Files[record.SpecPath(id)] = append(slices.Clone(w.Files[record.SpecPath(id)]), "summary: changed\n"...)
		changed := w.Subject(id)
		w.Open(record.Endorsement, changed, []string{"okafor-a", "lee-m"}, nil)
		for _, person := range []string{"okafor-a", "lee-m"} {
			w.Files[changed.ReviewPath(person)] = w.Files[s.ReviewPath(person)]
			w.Files[record.ReviewSignaturePath(changed.ReviewPath(person))] = w.Files[record.ReviewSignaturePath(s.ReviewPath(person))]
		}
		return finish(w, changed)
	}, Reason(chain.RecordText)},
	{"somebody files a record who was not asked", process(func(w *recordtest.World, s record.Subject) {
		reviewed(w, s, nil, nil, nil)
		w.Review(s, "brown-p", nil)
	}), Reason(chain.RecordNotAsked)},
	{"a record under another name", spoilt(func(w *world) {
		s := w.Subject(id)
		w.Files[s.ReviewPath("brown-p")] = w.Files[s.ReviewPath("lee-m")]
		w.Files[record.ReviewSignaturePath(s.ReviewPath("brown-p"))] = w.Files[record.ReviewSignaturePath(s.ReviewPath("lee-m"))]
	}), RecordsDiffer},
	{"a record is changed", spoilt(func(w *world) {
		s := w.Subject(id)
		w.Review(s, "lee-m", func(r *record.Review) { r.Date = "2026-11-23" })
	}), RecordsDiffer},
}

var ofCriteria = []threat{
	{"criteria are weakened in place", spoilt(func(w *world) {
		path := w.Governance().Packs[0].PackPath()
		w.Files[path] = append(slices.Clone(w.Files[path]), "# weaker\n"...)
	}), Reason(chain.PackHash)},
	{"criteria are taken away", spoilt(func(w *world) { delete(w.Files, w.Governance().Packs[0].PackPath()) }), Reason(chain.PackMissing)},
	{"a round on other criteria", process(func(w *recordtest.World, s record.Subject) {
		reviewed(w, s, func(r *record.Round) { r.Packs = w.Governance().GatewayPacks }, nil, nil)
	}), Reason(chain.RoundPacks)},
	{"criteria changed after the records", func() *world {
		w, s := underway()
		reviewed(w, s, nil, nil, nil)
		pack := record.PackRef{ID: "endorsement", Version: "1.1.0"}
		text := strings.Replace(string(w.Files[w.Governance().Packs[0].PackPath()]), "version: 1.0.0", "version: 1.1.0", 1)
		w.Files[pack.PackPath()], pack.SHA256 = []byte(text), record.Hash([]byte(text))
		w.Govern(func(g *record.Governance) { g.Packs = []record.PackRef{pack} })
		return finish(w, s)
	}, PacksDiffer},
	{"a criterion is left out", process(func(w *recordtest.World, s record.Subject) {
		reviewed(w, s, nil, func(r *record.Review) { r.Outcomes = r.Outcomes[1:] }, nil)
	}), Reason(chain.RecordCriteria)},
	{"criteria are weakened in a new version that governance lacks", process(func(w *recordtest.World, s record.Subject) {
		pack := record.PackRef{ID: "endorsement", Version: "1.1.0"}
		text := strings.Replace(string(w.Files[w.Governance().Packs[0].PackPath()]), "version: 1.0.0", "version: 1.1.0", 1)
		w.Files[pack.PackPath()], pack.SHA256 = []byte(text), record.Hash([]byte(text))
		reviewed(w, s, func(r *record.Round) { r.Packs = []record.PackRef{pack} }, nil, nil)
	}), Reason(chain.RoundPacks)},
	{"a criterion twice", func() *world {
		w, s := underway()
		reviewed(w, s, nil, nil, nil)
		path := s.ReviewPath("lee-m")
		answer := regexp.MustCompile(`(?m)^- {criterion:.*\n`)
		w.Files[path] = answer.ReplaceAll(w.Files[path], []byte("$0$0"))
		w.Sign(path, record.ReviewSignaturePath(path), sshsig.Review, "lee-m")
		return finish(w, s)
	}, Reason(chain.Form)},
	{"a criterion that nobody asked", process(func(w *recordtest.World, s record.Subject) {
		reviewed(w, s, nil, func(r *record.Review) { r.Outcomes[0].Criterion = "9.9" }, nil)
	}), Reason(chain.RecordCriteria)},
	{"a mandatory criterion is not applicable", process(func(w *recordtest.World, s record.Subject) {
		reviewed(w, s, nil, func(r *record.Review) {
			for i := range r.Outcomes {
				r.Outcomes[i].Outcome = record.NotApplicable
			}
		}, nil)
	}), Reason(standing.WhyUnfavourable)},
	{"a text that is no candidate", func() *world {
		w, _ := underway()
		s := w.Spec(id, "1.0.0", "draft", "smith-j", "khan-r")
		reviewed(w, s, nil, nil, nil)
		return finish(w, s)
	}, SpecStage},
}

var ofRegister = []threat{
	{"published without an endorsement", func() *world {
		w, s := underway()
		reviewed(w, s, nil, nil, nil)
		w.Decide(record.Publish, s, func(e *record.Entry) { e.Endorsement = 2 })
		return tagged(w, "1.0.0")
	}, Reason(chain.EntryEndorsement)},
	{"published after it was withdrawn", func() *world {
		w, s := underway()
		reviewed(w, s, nil, nil, nil)
		w.Decide(record.Endorse, s, nil)
		w.Decide(record.Withdraw, s, nil)
		w.Decide(record.Publish, s, nil)
		return tagged(w, "1.0.0")
	}, Reason(chain.EntryWithdrawn)},
	{"published twice", spoilt(func(w *world) {
		w.Decide(record.Publish, w.Subject(id), nil)
		w.retag("rowe-e", nil)
	}), Reason(chain.EntryPublished)},
	{"published under an older governance", func() *world {
		w, s := underway()
		reviewed(w, s, nil, nil, nil)
		w.Decide(record.Endorse, s, nil)
		w.Decide(record.Publish, s, nil)
		w.Govern(nil)
		return tagged(w, "1.0.0")
	}, NotUnderNewest},
	{"the register goes back in governance", func() *world {
		w, s := underway()
		w.Govern(nil)
		reviewed(w, s, nil, nil, nil)
		w.Decide(record.Endorse, s, nil)
		w.Decide(record.Publish, s, func(e *record.Entry) {
			e.Governance = record.GovernanceRef{Serial: 1, SHA256: record.Hash(w.Files[record.GovernancePath(1)])}
		})
		return tagged(w, "1.0.0")
	}, Reason(chain.RegisterSerialBack)},
	{"the register goes on after the publication", spoilt(func(w *world) { w.Decide(record.Withdraw, w.Subject(id), nil) }), NotPublished},
	{"a register without a beginning", spoilt(func(w *world) { delete(w.Files, "register/0001.yaml") }), Reason(chain.RegisterGap)},
	{"no register", spoilt(func(w *world) {
		for path := range w.Files {
			if strings.HasPrefix(path, "register/") {
				delete(w.Files, path)
			}
		}
	}), NoRegister},
	{"an entry is changed", spoilt(func(w *world) {
		w.Files["register/0003.yaml"] = append(slices.Clone(w.Files["register/0003.yaml"]), "# more\n"...)
	}), Reason(chain.RegisterSignatures)},
	{"a round is opened after the endorsement", reopened, RoundsDiffer},
	{"the endorsement is not of the last round", reopened, NotLastRound},
	{"a gateway round is endorsed", func() *world {
		w, s := underway()
		w.Open(record.Gateway, s, []string{"okafor-a", "lee-m"}, nil)
		w.Review(s, "okafor-a", nil)
		w.Review(s, "lee-m", nil)
		return finish(w, s)
	}, Reason(chain.EntryRoundKind)},
}

// reopened is a world in which another round was opened after the endorsement.
func reopened() *world {
	w, s := underway()
	reviewed(w, s, nil, nil, nil)
	w.Decide(record.Endorse, s, nil)
	w.Open(record.Endorsement, s, []string{"okafor-a", "lee-m", "brown-p"}, nil)
	w.Decide(record.Publish, s, nil)
	return tagged(w, "1.0.0")
}

var ofGovernance = []threat{
	{"a new set elects itself", process(func(w *recordtest.World, s record.Subject) {
		w.Govern(func(g *record.Governance) {
			for _, person := range []string{"brown-p", "ahmed-z"} {
				p := recordtest.Person(g, person)
				p.Roles = append(p.Roles, record.Officer)
			}
		}, "brown-p", "ahmed-z")
		reviewed(w, s, nil, nil, nil)
	}), NotInForce},
	{"governance at the end lacks signatures", spoilt(func(w *world) {
		w.Govern(nil, "ng-t")
	}), NotInForce},
	{"no governance", spoilt(func(w *world) {
		for path := range w.Files {
			if strings.HasPrefix(path, "governance/") || strings.HasPrefix(path, "register/") {
				delete(w.Files, path)
			}
		}
	}), NoGovernance},
	{"the first governance is changed", spoilt(func(w *world) {
		w.Files["governance/0001.yaml"] = append(slices.Clone(w.Files["governance/0001.yaml"]), "# more\n"...)
	}), TrustRootBad},
}

var ofTags = []threat{
	{"moved to another commit", spoilt(func(w *world) { w.in.Commit = strings.Repeat("f", 40) }), TagMoved},
	{"recreated on another entry", spoilt(func(w *world) {
		w.retag("rowe-e", func(t *recordtest.TagText) { t.Trailers[0] = "Credctl-Seq: 4" })
	}), TagEntry},
	{"recreated with another hash", spoilt(func(w *world) {
		w.retag("rowe-e", func(t *recordtest.TagText) {
			t.Trailers[1] = "Credctl-Register-Sha256: " + strings.Repeat("0", 64)
		})
	}), TagEntry},
	{"renamed", spoilt(func(w *world) {
		w.retag("rowe-e", func(t *recordtest.TagText) { t.Name = "acute-medicine/v2.0.0" })
	}), TagRenamed},
	{"under another release's name", spoilt(func(w *world) { w.in.Name = "acute-medicine/v1.0.1" }), TagRenamed},
	{"made for another release", spoilt(func(w *world) {
		w.in.Name = "acute-medicine/v1.0.1"
		w.retag("rowe-e", func(t *recordtest.TagText) { t.Name = "acute-medicine/v1.0.1" })
	}), NotPublished},
	{"lightweight", spoilt(func(w *world) { w.in.Ref = TagRef{Exists: true, Target: commit} }), Lightweight},
	{"unsigned", spoilt(func(w *world) {
		w.in.Ref.Raw = w.in.Ref.Raw[:strings.Index(string(w.in.Ref.Raw), "-----BEGIN")]
	}), TagUnsigned},
	{"two signatures", spoilt(func(w *world) {
		raw := string(w.in.Ref.Raw)
		w.in.Ref.Raw = []byte(raw + raw[strings.Index(raw, "-----BEGIN"):])
	}), TagSignatures},
	{"text after the signature", spoilt(func(w *world) {
		w.retag("rowe-e", func(t *recordtest.TagText) { t.After = "Credctl-Seq: 9\n" })
	}), TagAfterSignature},
	{"signed by a stranger", spoilt(func(w *world) { w.retag("stranger", nil) }), TagSigner},
	{"signed by a reviewer", spoilt(func(w *world) { w.retag("lee-m", nil) }), TagSigner},
	{"signed by an officer who is not staff", spoilt(func(w *world) { w.retag("ng-t", nil) }), TagSigner},
	{"signed for something else", spoilt(func(w *world) {
		w.retag("rowe-e", func(t *recordtest.TagText) { t.Namespace = sshsig.Endorse })
	}), TagSignature},
	{"signed with a retired key", func() *world {
		w, s := underway()
		w.Govern(func(g *record.Governance) {
			recordtest.Person(g, "quinn-d").Keys[0].Status = record.Retired
		})
		reviewed(w, s, nil, nil, nil)
		world := finish(w, s)
		world.retag("quinn-d", nil)
		return world
	}, TagSigner},
	{"signed with a compromised key", func() *world {
		w, s := underway()
		w.Govern(func(g *record.Governance) {
			recordtest.Person(g, "quinn-d").Keys[0].Status = record.Compromised
		})
		reviewed(w, s, nil, nil, nil)
		world := finish(w, s)
		world.retag("quinn-d", nil)
		return world
	}, TagCompromised},
	{"gone", spoilt(func(w *world) { w.in.Ref = TagRef{} }), NoSuchTag},
	{"a release candidate", spoilt(func(w *world) { w.in.Name = "acute-medicine/v1.2.0-rc.1" }), ReleaseCandidate},
	{"artefacts that hash to something else", spoilt(func(w *world) {
		w.retag("rowe-e", func(t *recordtest.TagText) { withSums(t); t.Message = strings.Replace(t.Message, "0  a", "1  a", 1) })
	}), TagSums},
	{"artefacts that no field names", spoilt(func(w *world) {
		w.retag("rowe-e", func(t *recordtest.TagText) { withSums(t); t.Trailers = t.Trailers[:2] })
	}), TagSums},
	{"artefacts listed among the notes", spoilt(func(w *world) {
		w.retag("rowe-e", func(t *recordtest.TagText) { withSums(t); t.Message += "\n\nmore notes" })
	}), TagSums},
	{"artefacts that are not listed in the one way", spoilt(func(w *world) {
		w.retag("rowe-e", func(t *recordtest.TagText) { withSums(t); t.Message += "\n" + record.NoEntry + " *b.html" })
	}), TagSums},
	{"no name of a release", spoilt(func(w *world) { w.in.Name = "v1.0.0" }), TagName},
}

var ofFiles = []threat{
	{"the text is changed", spoilt(func(w *world) { w.Spec(id, "1.0.0", "candidate", "smith-j") }), SpecChanged},
	{"the text says that it is another version", func() *world {
		w, _ := underway()
		s := w.Spec(id, "1.0.1", "candidate", "smith-j", "khan-r")
		s.Version = "1.0.0"
		reviewed(w, s, nil, nil, nil)
		return finish(w, s)
	}, SpecOther},
	{"the text is gone", spoilt(func(w *world) { delete(w.Files, record.SpecPath(id)) }), SpecMissing},
	{"the text is a link", spoilt(func(w *world) { w.in.Tree = w.withMode(record.SpecPath(id), fs.ModeSymlink|0o777) }), Reason(chain.Mode)},
	{"the text is a submodule", spoilt(func(w *world) { w.in.Tree = w.withMode(record.SpecPath(id), fs.ModeIrregular) }), Reason(chain.Mode)},
	{"the text is a program", spoilt(func(w *world) { w.in.Tree = w.withMode(record.SpecPath(id), 0o755) }), Reason(chain.Mode)},
	{"a register entry is a link", spoilt(func(w *world) { w.in.Tree = w.withMode("register/0004.yaml", fs.ModeSymlink|0o777) }), Reason(chain.Mode)},
	{"an entry is hostile YAML", spoilt(func(w *world) {
		w.Files["register/0006.yaml"] = []byte("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n")
	}), Reason(chain.Form)},
	{"a stray file among the records", spoilt(func(w *world) {
		w.Files[w.Subject(id).ReviewsFolder()+"/lee-m.txt"] = []byte("hello\n")
	}), Reason(chain.Stray)},
}
