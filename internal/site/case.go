package site

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/advancing-practice/credctl/internal/export"
	"github.com/advancing-practice/credctl/internal/framework"
)

// caseRoot is where a provider of CASE 1.1 has what it provides.
const caseRoot = "ims/case/v1p1/"

// casePackage is what is asked for of a package: its objects, as they stand in it.
type casePackage struct {
	Document json.RawMessage   `json:"CFDocument"`
	Items    []json.RawMessage `json:"CFItems"`
}

// caseFiles puts a package, its document and its items at the paths at which a
// provider of CASE answers for them. What takes a server, such as lists that are asked
// for in pages, is not there.
func caseFiles(data []byte) ([]File, error) {
	var p casePackage
	if err := json.Unmarshal(data, &p); err != nil {
		return nil, fmt.Errorf("read the CASE package: %w", err)
	}
	id, err := caseIdentifier(p.Document)
	if err != nil {
		return nil, err
	}
	files := []File{{caseRoot + "CFPackages/" + id, data}, {caseRoot + "CFDocuments/" + id, append(p.Document, '\n')}}
	for _, item := range p.Items {
		id, err := caseIdentifier(item)
		if err != nil {
			return nil, err
		}
		files = append(files, File{caseRoot + "CFItems/" + id, append(item, '\n')})
	}
	return files, nil
}

func caseIdentifier(object json.RawMessage) (string, error) {
	var o struct {
		Identifier string `json:"identifier"`
	}
	if err := json.Unmarshal(object, &o); err != nil || o.Identifier == "" {
		return "", fmt.Errorf("an object of the CASE package has no identifier: %w", err)
	}
	return o.Identifier, nil
}

// provided is the version that the register answers for as a provider of CASE: the one
// in force, else the highest that was published. Its objects have the same identifiers
// in every version.
func (s *Specification) provided() *Version {
	if v := s.newest(); v != nil {
		return v
	}
	if list := s.released(); len(list) > 0 {
		return list[0]
	}
	return nil
}

// frameworks are the packages of the frameworks that the published versions name.
func (a *About) frameworks(all []Summary) ([]File, error) {
	type named struct {
		framework *framework.Framework
		first     time.Time // when the first version that names it was made
	}
	var order []string
	known := map[string]*named{}
	for i := range all {
		if all[i].Provided == nil {
			continue
		}
		for _, f := range all[i].Provided.Frameworks {
			n := known[f.Ref()]
			if n == nil {
				n = &named{f, all[i].Provided.Date}
				known[f.Ref()] = n
				order = append(order, f.Ref())
			}
			if all[i].Provided.Date.Before(n.first) {
				n.first = all[i].Provided.Date
			}
		}
	}
	var files []File
	for _, ref := range order {
		data, err := export.FrameworkCASE(known[ref].framework, a.Register, known[ref].first)
		if err != nil {
			return nil, fmt.Errorf("write the CASE package of %s: %w", ref, err)
		}
		more, err := caseFiles(data)
		if err != nil {
			return nil, err
		}
		files = append(files, more...)
	}
	return files, nil
}
