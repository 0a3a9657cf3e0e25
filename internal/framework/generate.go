package framework

// The literals of embedded.go are written by the test that holds them to the
// files, so that the two can be compared and renewed by the same code.
//
//go:generate go test -run ^TestEmbeddedIsTheFiles$ . -update
