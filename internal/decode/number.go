package decode

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// Numbers reach this package in the one spelling that every program writes again,
// with at most 15 digits: whatever else looks like a number was refused when the
// document was read. So floating point compares them exactly.

// Whole reads v as a whole number from low to high, both included.
func (r *Reader) Whole(v yamldoc.Value, low, high int) int {
	if v.Kind() == yamldoc.Number {
		r.wrongKind(v, yamldoc.Whole.String(), "write it without a fraction", "")
		return 0
	}
	if !r.is(v, yamldoc.Whole) {
		return 0
	}
	n, err := strconv.Atoi(v.Text())
	if err != nil || n < low || n > high {
		r.outOfRange(v, fmt.Sprintf("a whole number from %d to %d", low, high))
		return 0
	}
	return n
}

// Positive reads v as a number above zero.
func (r *Reader) Positive(v yamldoc.Value) float64 {
	return r.positive(v, math.MaxFloat64, "a number above 0")
}

// PositiveUpTo reads v as a number above zero and at most max.
func (r *Reader) PositiveUpTo(v yamldoc.Value, max int) float64 {
	return r.positive(v, float64(max), "a number above 0 and at most "+strconv.Itoa(max))
}

func (r *Reader) positive(v yamldoc.Value, max float64, want string) float64 {
	if v.Kind() != yamldoc.Whole && !r.is(v, yamldoc.Number) {
		return 0
	}
	n, err := strconv.ParseFloat(v.Text(), 64)
	if err != nil || n <= 0 || n > max {
		r.outOfRange(v, want)
		return 0
	}
	return n
}

func (r *Reader) outOfRange(v yamldoc.Value, want string) {
	if !r.full() {
		r.Report(v, CodeOutOfRange, fmt.Sprintf("%s is %s, want %s", r.name(v), shorten(v.Text()), want), "")
	}
}

// Format reads v as the number of the format that the whole file is written in;
// another number than want is a finding of its own code.
func (r *Reader) Format(v yamldoc.Value, want int) int {
	if v.Kind() != yamldoc.Number && !r.is(v, yamldoc.Whole) {
		return 0
	}
	if v.Text() == strconv.Itoa(want) {
		return want
	}
	if !r.full() {
		r.Report(v, CodeOtherFormat, fmt.Sprintf("%s is %s, want %d", r.name(v), shorten(v.Text()), want),
			fmt.Sprintf("this version of the program reads format %d only; a file of a later format needs a later version", want))
	}
	return 0
}

// numeric reports whether a text is nothing but a number.
func numeric(text string) bool {
	_, err := strconv.ParseFloat(text, 64)
	return err == nil && strings.Trim(text, "-.0123456789") == ""
}
