package yamldoc

import (
	"math"

	"github.com/advancing-practice/credctl/internal/finding"
)

// DefaultMaxBytes is the size a file may have unless Options say more: 256 KiB.
const DefaultMaxBytes = 256 << 10

// Options say how strictly bytes are read.
type Options struct {
	MaxBytes int  // 0 means DefaultMaxBytes
	Exact    bool // bytes that records judge: CRLF line ends, a byte order mark and a missing final newline are refused
	Every    bool // report every place, however many there are of a code
}

// Parse reads one file. The Document is nil if nothing could be made of it;
// otherwise it may be used even when there are findings: what they refuse is
// then left out of it, or read as what was most likely meant. The findings are
// in order, all of them with Y codes, and of each code no more than a few dozen
// unless every one is asked for.
func Parse(file string, data []byte, opt Options) (*Document, finding.List) {
	r := newReport(file)
	if opt.Every {
		r.most = math.MaxInt - 1
	}
	c := clean(r, data, opt)
	if c == nil || c.crossed {
		return nil, r.list()
	}
	d := &Document{file: file, data: c.data, oldMac: c.oldMac, text: c.text()}
	if c.markers {
		d.text = r.oneDocument(d.text)
	}
	if d.root = r.nodes(d, c.spaces); d.root == nil {
		return nil, r.list()
	}
	w := walker{report: r, doc: d}
	w.document()
	if opt.Exact && (r.count[CodeByteOrderMark] > 0 || r.count[CodeCRLF] > 0 || r.count[CodeFinalNewline] > 0) {
		return nil, r.list()
	}
	d.point(r.found)
	return d, r.list()
}
