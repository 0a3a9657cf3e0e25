package gitrepo

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// ErrNoIdentity says that git was never told who works here.
var ErrNoIdentity = errors.New(`git does not know who you are; tell it once with git config --global user.name "A. Okafor" and git config --global user.email a.okafor@example.org`)

// Identity returns who is to be named in a commit: what the variables
// GIT_AUTHOR_NAME, GIT_AUTHOR_EMAIL, GIT_AUTHOR_DATE of environ say, and those of
// the committer, then what git is configured with. Unlike git it makes up no name
// or address from those of the machine. now is for who has no date set.
func (s *Store) Identity(ctx context.Context, environ []string, now time.Time) (author, committer Identity, err error) {
	if author, err = s.identity(ctx, environ, "author", now); err != nil {
		return Identity{}, Identity{}, err
	}
	if committer, err = s.identity(ctx, environ, "committer", now); err != nil {
		return Identity{}, Identity{}, err
	}
	return author, committer, nil
}

func (s *Store) identity(ctx context.Context, environ []string, role string, now time.Time) (who Identity, err error) {
	variable := "GIT_" + strings.ToUpper(role) + "_"
	who.When = now
	if date := lookup(environ, variable+"DATE"); date != "" {
		if who.When, err = parseDate(date); err != nil {
			return who, fmt.Errorf("the variable %sDATE is %q, want a date such as 2026-11-22T10:00:00Z", variable, date)
		}
	}
	for _, part := range []struct {
		to        *string
		name, key string
	}{{&who.Name, "NAME", "name"}, {&who.Email, "EMAIL", "email"}} {
		*part.to = lookup(environ, variable+part.name)
		for _, section := range []string{role, "user"} {
			if *part.to == "" {
				if *part.to, err = s.Config(ctx, section+"."+part.key); err != nil && !errors.Is(err, ErrNoGit) {
					return who, err
				}
			}
		}
	}
	if who.Email == "" {
		who.Email = lookup(environ, "EMAIL")
	}
	if strings.TrimSpace(who.Name) == "" || strings.TrimSpace(who.Email) == "" {
		return who, ErrNoIdentity
	}
	if err := who.check(); err != nil {
		return who, fmt.Errorf("the %s that git is configured with cannot be written down: %w", role, err)
	}
	return who, nil
}

// lookup returns the value of a variable, the last where it stands twice.
func lookup(environ []string, name string) (value string) {
	for _, entry := range environ {
		if v, ok := strings.CutPrefix(entry, name+"="); ok {
			value = v
		}
	}
	return value
}

// internalDate is the form that git itself hands on: seconds and a zone.
var internalDate = regexp.MustCompile(`^@?([0-9]{1,12}) ([+-])([0-9]{2})([0-5][0-9])$`)

// parseDate reads the forms of a date that git's manual names for its variables.
func parseDate(text string) (time.Time, error) {
	if m := internalDate.FindStringSubmatch(text); m != nil {
		seconds, _ := strconv.ParseInt(m[1], 10, 64)
		hours, _ := strconv.Atoi(m[3])
		minutes, _ := strconv.Atoi(m[4])
		offset := hours*3600 + minutes*60
		if m[2] == "-" {
			offset = -offset
		}
		return time.Unix(seconds, 0).In(time.FixedZone("", offset)), nil
	}
	var when time.Time
	var err error
	for _, form := range []string{
		time.RFC3339, "2006-01-02T15:04:05-0700", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05Z07:00",
		time.RFC1123Z, "Mon, 2 Jan 2006 15:04:05 -0700",
	} {
		if when, err = time.Parse(form, text); err == nil {
			return when, nil
		}
	}
	return when, err
}
