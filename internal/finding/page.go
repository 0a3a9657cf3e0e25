package finding

// Page is what `credctl explain CODE` says of a code. The failing and the
// passing example are kept beside the tests, under the code's own name, because
// they are the test.
type Page struct {
	Code  string // the code explained
	Title string // a few words, no full stop
	Why   string // why anybody should care; no two pages share one
	Help  string // what serves: what to do about a finding of this code
}
