package tabular

import (
	"bytes"
	"encoding/binary"
	"errors"
	"unicode/utf16"
	"unicode/utf8"
)

// decode turns bytes into text. What the bytes say of themselves counts; what is
// no UTF-8 and says nothing is taken for what Western versions of Excel write.
func (t *Table) decode(data []byte) (string, error) {
	if err := refuse(data); err != nil {
		return "", err
	}
	for _, order := range []struct {
		mark  string
		order binary.ByteOrder
	}{{"\xff\xfe", binary.LittleEndian}, {"\xfe\xff", binary.BigEndian}} {
		if rest, ok := bytes.CutPrefix(data, []byte(order.mark)); ok {
			t.Encoding = "UTF-16"
			return t.wide(rest, order.order)
		}
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if bytes.IndexByte(data, 0) >= 0 {
		return "", errors.New(`it holds null bytes, so that it is no text, or UTF-16 without the mark that says so; save it from the spreadsheet again, as "CSV UTF-8"`)
	}
	if utf8.Valid(data) {
		t.Encoding = "UTF-8"
		return string(data), nil
	}
	t.Encoding = "Windows-1252"
	t.Notes = append(t.Notes, "it is not UTF-8 and is read as Windows-1252, as older versions of Excel write; look whether letters with accents, quotation marks and dashes are right")
	return t.older(data), nil
}

func (t *Table) wide(data []byte, order binary.ByteOrder) (string, error) {
	if len(data)%2 != 0 {
		return "", errors.New("it is cut off: it says that it is UTF-16 and has an odd number of bytes")
	}
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return string(utf16.Decode(units)), nil
}

// windows1252 are the characters of the bytes from 0x80 to 0x9f; all others are
// those of Unicode.
var windows1252 = [32]rune{
	'€', utf8.RuneError, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', utf8.RuneError, 'Ž', utf8.RuneError,
	utf8.RuneError, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', utf8.RuneError, 'ž', 'Ÿ',
}

func (t *Table) older(data []byte) string {
	text := make([]rune, len(data))
	for i, b := range data {
		text[i] = rune(b)
		if b >= 0x80 && b < 0xa0 {
			text[i] = windows1252[b-0x80]
		}
	}
	return string(text)
}
