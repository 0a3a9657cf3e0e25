package gitrepo

import (
	"fmt"
	"strings"
)

// setting is one line of a configuration.
type setting struct {
	section string // in lower case
	below   string // subsection, "" if there is none
	key     string // in lower case
	value   string // "true" where none is given
}

// parseConfig reads a file of git's configuration by git's grammar. go-git's
// reader refuses some that git reads (a setting in the line of its section, a byte
// order mark), and a repository whose format is not known must not be read.
func parseConfig(data []byte) ([]setting, error) {
	text := strings.TrimPrefix(string(data), "\ufeff")
	p := &configReader{text: strings.ReplaceAll(text, "\r\n", "\n"), line: 1}
	for {
		c, ok := p.next()
		switch {
		case !ok:
			return p.settings, nil
		case c == '\n' || isBlank(c):
		case c == '#' || c == ';':
			p.skipLine()
		case c == '[':
			ok = p.header()
		case isLetter(c):
			ok = p.entry(c)
		default:
			ok = false
		}
		if !ok {
			return nil, fmt.Errorf("line %d is not as git writes a configuration", p.line)
		}
	}
}

// configReader goes through a configuration byte by byte.
type configReader struct {
	text           string
	at, line       int
	section, below string
	settings       []setting
}

// next returns the next byte; false at the end.
func (p *configReader) next() (byte, bool) {
	if p.at == len(p.text) {
		return 0, false
	}
	c := p.text[p.at]
	p.at++
	if c == '\n' {
		p.line++
	}
	return c, true
}

func (p *configReader) skipLine() {
	for c, ok := p.next(); ok && c != '\n'; c, ok = p.next() {
	}
}

// header reads [section], [section.subsection] or [section "subsection"].
func (p *configReader) header() bool {
	start := p.at
	for {
		c, ok := p.next()
		switch name := strings.ToLower(p.text[start:max(start, p.at-1)]); {
		case !ok, name == "" && (c == ']' || isBlank(c)):
			return false
		case c == ']':
			p.section, p.below, _ = strings.Cut(name, ".")
			return true
		case isBlank(c):
			p.section = name
			return p.subsection()
		case !isLetter(c) && !isDigit(c) && c != '-' && c != '.':
			return false
		}
	}
}

// subsection reads what stands behind the section's name and a blank.
func (p *configReader) subsection() bool {
	c, ok := p.next()
	for ok && isBlank(c) {
		c, ok = p.next()
	}
	if !ok || c != '"' {
		return false
	}
	var name strings.Builder
	for {
		c, ok := p.next()
		if ok && c == '\\' {
			c, ok = p.next()
		} else if c == '"' {
			break
		}
		if !ok || c == '\n' {
			return false
		}
		name.WriteByte(c)
	}
	p.below = name.String()
	c, ok = p.next()
	return ok && c == ']'
}

// entry reads a key, whose first byte is c, and its value.
func (p *configReader) entry(c byte) bool {
	var key strings.Builder
	ok := true
	for ok && (isLetter(c) || isDigit(c) || c == '-') {
		key.WriteByte(c)
		c, ok = p.next()
	}
	for ok && (c == ' ' || c == '\t') {
		c, ok = p.next()
	}
	value := "true"
	if ok && c != '\n' {
		if c != '=' {
			return false
		}
		if value, ok = p.value(); !ok {
			return false
		}
	}
	p.settings = append(p.settings, setting{p.section, p.below, strings.ToLower(key.String()), value})
	return true
}

// value reads up to the end of the line, or of the last of several.
func (p *configReader) value() (string, bool) {
	var value strings.Builder
	quoted, kept := false, 0 // blanks behind the first kept bytes are at the end
	for {
		c, ok := p.next()
		switch {
		case !ok || c == '\n':
			return value.String()[:kept], !quoted
		case !quoted && isBlank(c):
			if value.Len() > 0 {
				value.WriteByte(c)
			}
			continue
		case !quoted && (c == '#' || c == ';'):
			p.skipLine()
			return value.String()[:kept], true
		case c == '"':
			quoted = !quoted
			kept = value.Len()
			continue
		case c == '\\':
			if c, ok = p.next(); !ok || c == '\n' {
				continue
			}
			i := strings.IndexByte(`tbn\"`, c)
			if i < 0 {
				return "", false
			}
			c = "\t\b\n\\\""[i]
		}
		value.WriteByte(c)
		kept = value.Len()
	}
}

func isBlank(c byte) bool  { return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f' }
func isDigit(c byte) bool  { return '0' <= c && c <= '9' }
func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
