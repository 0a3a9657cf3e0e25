package config

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/advancing-practice/credctl/internal/finding"
)

const file = ".credctl.yaml"

func TestLayersRise(t *testing.T) {
	in := Input{
		File: file,
		Data: []byte("# ours\nfail_on: warning\ncolor: never\npacks:\n- gateway@1.0.0\n- house@2.1.0\nformat: json\n"),
		Environ: []string{
			"HOME=/x", "CREDCTL_COLOR=always", "CREDCTL_FORMAT=text", "CREDCTL_MAX_BYTES=300000", "CREDCTL_DEBUG=1", "=C:=x", "CREDCTL_PACKS=",
		},
		Flags: map[string][]string{"format": {"json"}, "as": {"draft"}},
	}
	got, found, err := Load(in)
	if err != nil || len(found) > 0 {
		t.Fatalf("%v, %v", found, err)
	}
	want := Settings{
		Packs: []string{"gateway@1.0.0", "house@2.1.0"}, FailOn: finding.Warning,
		Format: "json", Color: "always", MaxBytes: 300000,
		Licences: []string{"CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0", "OGL-UK-3.0"},
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Settings{})); diff != "" {
		t.Errorf("settings (-want +got):\n%s", diff)
	}
	origins := []Origin{
		{"packs", "[gateway@1.0.0, house@2.1.0]", ".credctl.yaml:5"},
		{"fail_on", "warning", ".credctl.yaml:2"},
		{"format", "json", "flag --format"},
		{"color", "always", "environment CREDCTL_COLOR"},
		{"max_bytes", "300000", "environment CREDCTL_MAX_BYTES"},
		{"trust_root", "", "default"},
		{"register_name", "", "default"},
		{"register_url", "", "default"},
		{"licences", "[CC-BY-4.0, CC-BY-SA-4.0, CC0-1.0, OGL-UK-3.0]", "default"},
	}
	if diff := cmp.Diff(origins, got.Origins()); diff != "" {
		t.Errorf("origins (-want +got):\n%s", diff)
	}
}

// Each setting can be said at every layer, and the higher one wins.
func TestEverySettingAtEveryLayer(t *testing.T) {
	values := map[string][3]string{ // file, environment, flag
		"packs":     {"[a@1.0.0]", "b@1.0.0, c@1.0.0", "d@1.0.0"},
		"fail_on":   {"note", "warning", "error"},
		"format":    {"json", "text", "json"},
		"color":     {"never", "always", "auto"},
		"max_bytes": {"262145", "262146", ""},
		"trust_root": {
			strings.Repeat("a", 64), strings.Repeat("b", 64), strings.Repeat("c", 64),
		},
		"register_name": {"One", "The register of two", ""},
		"register_url":  {"https://one.example", "https://two.example/a", ""},
		"licences":      {"[CC0-1.0]", "CC-BY-4.0", ""},
	}
	value := func(s Settings, name string) string {
		for _, o := range s.Origins() {
			if o.Setting == name {
				return strings.Trim(o.Value, "[]") + " from " + o.From
			}
		}
		return ""
	}
	for _, s := range Table() {
		v := values[s.Name]
		in := Input{File: file}
		check := func(want, from string) {
			t.Helper()
			got, found, err := Load(in)
			if want += " from " + from; value(got, s.Name) != want || len(found) > 0 || err != nil {
				t.Errorf("%s is %s, want %s (%v, %v)", s.Name, value(got, s.Name), want, found, err)
			}
		}
		check(strings.Trim(written(s.Default), "[]"), "default")
		in.Data = []byte(s.Name + ": " + v[0] + "\n")
		check(strings.Trim(v[0], "[]"), ".credctl.yaml:1")
		in.Environ = []string{s.Env + "=" + v[1]}
		check(v[1], "environment "+s.Env)
		if s.Flag != "" {
			in.Flags = map[string][]string{s.Flag: {v[2]}}
			check(v[2], "flag --"+s.Flag)
		}
	}
}

func TestFileIsReadStrictly(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"unknown", "fail-on: error\n", "1:1: error[S101]: `fail-on` is not a key of the format"},
		{"loud", "fail_on: loud\n", "1:10: error[S104]: `fail_on` is \"loud\", want one of note, warning, error"},
		{"off", "format: text\nfail_on: off\n", "2:10: error[S104]: `fail_on` is \"off\", want one of note, warning, error"},
		{"small", "max_bytes: 1000\n", "1:12: error[S108]: `max_bytes` is 1000, want a whole number from 262144 to 16777216"},
		{"large", "max_bytes: 999999999999999\n", "1:12: error[S108]: `max_bytes` is 999999999999999, want a whole number from 262144 to 16777216"},
		{"words for a number", "max_bytes: 1 MB\n", "1:12: error[S103]: `max_bytes` is \"1 MB\", want a whole number"},
		{"pack without version", "packs: [gateway]\n", "1:9: error[S105]: `packs[1]` is \"gateway\", want a pack with its version, such as \"gateway@1.0.0\""},
		{"pack twice", "packs: [a@1.0.0, a@1.0.0]\n", "1:18: error[S109]: `packs[2]` is \"a@1.0.0\", which stands further up already"},
		{"no list", "packs: a@1.0.0\n", "1:8: error[S103]: `packs` is \"a@1.0.0\", want a list"},
		{"no hash", "trust_root: abc\n", "1:13: error[S105]: `trust_root` is \"abc\", want a SHA-256 in 64 digits from 0 to 9 and a to f"},
		{"a list", "- packs\n", "1:1: error[S103]: the file is a list, want a group of keys"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, found, err := Load(Input{File: file, Data: []byte(test.text)})
			if err != nil {
				t.Fatal(err)
			}
			if len(found) != 1 || found[0].String() != file+":"+test.want {
				t.Errorf("found %v\nwant  %s", found, test.want)
			}
			// What is wrong is as if it had not been said.
			if diff := cmp.Diff(finding.Error, got.FailOn); diff != "" {
				t.Error(diff)
			}
			for _, o := range got.Origins() {
				if o.From != "default" && o.Setting != "format" {
					t.Errorf("%s comes from %s", o.Setting, o.From)
				}
			}
		})
	}
}

func TestFileProposesTheNearestSetting(t *testing.T) {
	_, found, _ := Load(Input{File: file, Data: []byte("fail-on: error\ncolour: auto\nfail_on: warnings\n")})
	var help []string
	for _, f := range found {
		help = append(help, f.Help)
	}
	want := []string{`did you mean "fail_on"?`, `did you mean "color"?`, `did you mean "warning"?`}
	if diff := cmp.Diff(want, help); diff != "" {
		t.Errorf("help (-want +got):\n%s", diff)
	}
}

func TestFileThatSaysNothing(t *testing.T) {
	for _, text := range []string{"", "# nothing yet\n", "{}\n"} {
		_, found, err := Load(Input{File: file, Data: []byte(text)})
		if len(found) > 0 || err != nil {
			t.Errorf("%q: %v, %v", text, found, err)
		}
	}
}

func TestBadValuesNameTheirOrigin(t *testing.T) {
	long := strings.Repeat("x", 5000)
	tests := []struct {
		environ []string
		flags   map[string][]string
		want    []string // the errors
		help    string   // of the first
	}{
		{environ: []string{"CREDCTL_FAIL_ON=loud"}, want: []string{`environment CREDCTL_FAIL_ON is "loud", want one of note, warning, error`}},
		{environ: []string{"credctl_fail_on=loud"}, want: []string{`environment CREDCTL_FAIL_ON is "loud", want one of note, warning, error`}},
		{environ: []string{"CREDCTL_FAIL_ON=Error"}, want: []string{`environment CREDCTL_FAIL_ON is "Error", want one of note, warning, error`}, help: `did you mean "error"?`},
		{environ: []string{"CREDCTL_FAILON=error"}, want: []string{"environment CREDCTL_FAILON is not a setting"}, help: "did you mean CREDCTL_FAIL_ON?"},
		{environ: []string{"CREDCTL_CONFIG=x"}, want: []string{"environment CREDCTL_CONFIG is not a setting"}, help: "did you mean CREDCTL_COLOR?"},
		{environ: []string{"CREDCTL_TELEMETRY_ENDPOINT=x"}, want: []string{"environment CREDCTL_TELEMETRY_ENDPOINT is not a setting"}, help: "variables are CREDCTL_PACKS, CREDCTL_FAIL_ON, CREDCTL_FORMAT, CREDCTL_COLOR, CREDCTL_MAX_BYTES, CREDCTL_TRUST_ROOT, CREDCTL_REGISTER_NAME, CREDCTL_REGISTER_URL, CREDCTL_LICENCES"},
		{environ: []string{"CREDCTL_MAX_BYTES=1k"}, want: []string{`environment CREDCTL_MAX_BYTES is "1k", want a whole number from 262144 to 16777216`}},
		{environ: []string{"CREDCTL_MAX_BYTES=1000"}, want: []string{`environment CREDCTL_MAX_BYTES is "1000", want a whole number from 262144 to 16777216`}},
		{environ: []string{"CREDCTL_PACKS=a@1.0.0,"}, want: []string{`environment CREDCTL_PACKS is "", want a pack with its version, such as "gateway@1.0.0"`}},
		{environ: []string{"CREDCTL_FORMAT=" + long}, want: []string{`environment CREDCTL_FORMAT begins with "` + long[:60] + `", want one of ` + strings.Join(Formats, ", ")}},
		{flags: map[string][]string{"trust-root": {"abc"}}, want: []string{`flag --trust-root is "abc", want a SHA-256 in 64 digits from 0 to 9 and a to f`}},
		{
			environ: []string{"CREDCTL_TRUST_ROOT=SHA256:" + strings.Repeat("AB", 32)}, help: "did you mean " + strings.Repeat("ab", 32) + "?",
			want: []string{`environment CREDCTL_TRUST_ROOT begins with "SHA256:` + strings.Repeat("AB", 26) + `A", want a SHA-256 in 64 digits from 0 to 9 and a to f`},
		},
		{flags: map[string][]string{"fail-on": {"loud"}}, want: []string{`flag --fail-on is "loud", want one of note, warning, error`}},
		{flags: map[string][]string{"format": {"text", "json"}}, want: []string{"flag --format is given 2 times, want it once"}},
		{flags: map[string][]string{"pack": {"a@1.0.0", "a@1.0.0"}}, want: []string{`flag --pack names "a@1.0.0" twice`}},
		{
			environ: []string{"CREDCTL_X1234567=1", "CREDCTL_COLOR=blue"}, flags: map[string][]string{"pack": {"gateway"}},
			want: []string{
				`environment CREDCTL_COLOR is "blue", want one of auto, always, never`, "environment CREDCTL_X1234567 is not a setting",
				`flag --pack is "gateway", want a pack with its version, such as "gateway@1.0.0"`,
			},
		},
	}
	for _, test := range tests {
		got, _, err := Load(Input{Environ: test.environ, Flags: test.flags})
		if err == nil || err.Error() != strings.Join(test.want, "\n") {
			t.Errorf("%q %q: %v\nwant %s", test.environ, test.flags, err, strings.Join(test.want, "\n"))
			continue
		}
		var ve *ValueError
		if !errors.As(err, &ve) || test.help != "" && ve.Help != test.help {
			t.Errorf("%q: %#v, want help %q", test.environ, ve, test.help)
		} else if ve.Flag != (len(test.environ) == 0) {
			t.Errorf("%q: Flag is %t", test.environ, ve.Flag)
		}
		if got.FailOn != finding.Error || got.MaxBytes != leastMaxBytes {
			t.Errorf("%q: settings are not complete: %+v", test.environ, got)
		}
	}
}

// What the environment holds beside our own variables goes nowhere.
func TestForeignVariablesAreNotShown(t *testing.T) {
	got, _, err := Load(Input{Environ: []string{"TOKEN=secret", "CREDCTLX=secret", "FAIL_ON=note", "COLOR=never"}})
	if err != nil || got.FailOn != finding.Error || got.Color != "auto" {
		t.Errorf("%+v, %v", got, err)
	}
	_, _, err = Load(Input{Environ: []string{"CREDCTL_TOKEN=secret"}})
	if err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("%v", err)
	}
}

func TestLoadIsTheSameEveryTime(t *testing.T) {
	in := Input{Environ: []string{"CREDCTL_B=1", "CREDCTL_A=1", "CREDCTL_COLOR=blue", "credctl_color=never"}, Flags: map[string][]string{"pack": {"x"}, "format": {"y"}}}
	_, _, first := Load(in)
	for range 20 {
		slices.Reverse(in.Environ)
		if _, _, err := Load(in); err.Error() != first.Error() {
			t.Fatalf("%v\nand then\n%v", first, err)
		}
	}
}
