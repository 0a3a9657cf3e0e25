package criteria

import "fmt"

// notReused asks that no element has an id that was retired.
type notReused struct{}

func newNotReused(*Check) (asker, error) { return notReused{}, nil }

func (notReused) Problems(s *Subject) []Problem {
	if len(s.Spec.Retired) == 0 {
		return nil
	}
	since := map[string]string{}
	for _, r := range s.Spec.Retired {
		if r.ID != "" && s.ids().kinds[r.ID] != 0 {
			since[r.ID] = r.Since
		}
	}
	if len(since) == 0 {
		return nil
	}
	var found []Problem
	for i := range collections {
		for _, e := range s.Spec.Elements(collections[i].kind) {
			version, retired := since[e.ID]
			if !retired {
				continue
			}
			at := idOf(e)
			p := Problem{At: at, Message: fmt.Sprintf("%s is %s, an id that was retired", nameOf(at), quoted(e.ID))}
			if version != "" {
				p.Message += " in version " + version
			}
			found = append(found, p)
		}
	}
	return found
}
