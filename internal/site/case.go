package site

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/advancing-practice/credctl/internal/export"
	"github.com/advancing-practice/credctl/internal/framework"
)

// caseList is the list of all documents of a provider of CASE.
const caseList = "ims/case/v1p1/CFDocuments/index.json"

type caseDocuments struct {
	Documents []json.RawMessage `json:"CFDocuments"`
}

// caseFiles are the files of a package at the paths at which a provider of CASE
// answers for them, and its document for the list of all, which is yet to be made.
func (a *About) caseFiles(data []byte) (files []File, list []json.RawMessage, err error) {
	served, err := export.CASEProvider(a.Register, data)
	for _, f := range served {
		if f.Name != caseList {
			files = append(files, File{f.Name, f.Data})
			continue
		}
		var d caseDocuments
		if err := json.Unmarshal(f.Data, &d); err != nil {
			return nil, nil, fmt.Errorf("read the list of CASE documents: %w", err)
		}
		list = d.Documents
	}
	return files, list, err
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
	var list caseDocuments
	for i := range all {
		list.Documents = append(list.Documents, all[i].documents...)
	}
	for _, ref := range order {
		data, err := export.FrameworkCASE(known[ref].framework, a.Register, known[ref].first)
		if err != nil {
			return nil, fmt.Errorf("write the CASE package of %s: %w", ref, err)
		}
		more, documents, err := a.caseFiles(data)
		if err != nil {
			return nil, err
		}
		files, list.Documents = append(files, more...), append(list.Documents, documents...)
	}
	if len(list.Documents) == 0 {
		return files, nil
	}
	data, err := json.MarshalIndent(list, "", "  ")
	return append(files, File{caseList, append(data, '\n')}), err
}
