// Package corpus makes specifications for measuring: as many as wanted, each of
// about 20 KB, clean as a draft, the same bytes for the same number every time.
package corpus

import (
	"fmt"
	"strings"
)

const (
	domains      = 6
	capabilities = 4 // in each domain
	statements   = 3 // in each capability
	items        = 11
)

// Name is the id of specification n; its file is Name(n) + ".yaml".
func Name(n int) string { return fmt.Sprintf("measured-area-%d", n) }

// Specification returns specification n as YAML.
func Specification(n int) []byte {
	var b strings.Builder
	head(&b, n)
	for d := range domains {
		domain(&b, n, d)
	}
	outcomes(&b)
	tail(&b)
	return []byte(b.String())
}

func head(b *strings.Builder, n int) {
	fmt.Fprintf(b, `# yaml-language-server: $schema=../schema/credential-specification.schema.json
format: 1
id: %s
version: 0.%d.0
stage: draft
title: Measured area %d
summary: >-
  A specification made by a program so that the speed of checking can be measured. It has the size and
  the shape of a real one, and nothing in it is about a real area of practice.
authors: [{id: measuring-m, name: M. Measuring, organisation: example}]
developer: {organisation: example}
provenance: {own_words: true, illustrative: true, notes: [Made up for measuring.]}
licence: {id: CC-BY-4.0, holder: The credctl contributors}
frameworks: [mpf@2025]
`, Name(n), n%50, n)
	b.WriteString(`proposal:
  illustrative: true
  need:
    statement: Services meet people whose needs differ and change, and practitioners of several professions share the work.
    relates_to:
    - {kind: population, description: People who use the services that this measured area stands for}
    scale: Every service of this kind meets the same need, so it is not that of one place.
  priority: {statement: "The area is one in which early, well-founded decisions change what follows for people."}
  intervention:
    chosen: credential-specification
    considered:
    - {type: area-specific-pathway, why_not: It would reach only those who are at the start of a degree.}
    - {type: capability-framework, why_not: It describes the work and assesses nobody.}
    - {type: module, why_not: It is too short for experience under supervision.}
    - {type: standards-of-practice, why_not: They state what is expected and teach nothing.}
  feasibility:
    development: A writing group of practitioners and educators can write it with the examples at hand.
    delivery: Providers with placements and supervisors can deliver it.
    existing_provision: Nothing of the same kind was found at scale.
    return_on_investment: To be looked for in fewer repeated assessments.
  multi_professional:
    statement: The same decisions fall to several professions, each with its own training.
    professions: [nurses, pharmacists, physiotherapists]
scope: {in: [adults in any setting], out: [children]}
target_group: {professions: [nurses, pharmacists, physiotherapists], requirements: [registration with a regulator]}
entry: [experience in the area]
level: {framework: FHEQ, value: 7}
domains:
`)
}

func domain(b *strings.Builder, n, d int) {
	fmt.Fprintf(b, "- id: %c\n  title: Domain %c of the measured area\n  capabilities:\n", 'A'+d, 'A'+d)
	for c := range capabilities {
		item := (n+d*capabilities+c)%items + 1
		fmt.Fprintf(b, "  - id: %c%d\n    title: Capability %d of domain %c\n", 'A'+d, c+1, c+1, 'A'+d)
		b.WriteString("    statement: Assess people whose needs are complex and agree with them what is to be done, and by whom.\n")
		fmt.Fprintf(b, "    maps_to: [{item: \"mpf@2025#1.%d\", strength: partial}, {item: \"mpf@2025#2.%d\"}]\n", item, items+1-item)
		b.WriteString("    features: [complexity, uncertainty, unpredictability, risk]\n    statements:\n")
		for s := range statements {
			fmt.Fprintf(b, "    - {id: \"%d.%d.%d\", kind: skill, text: Weigh what the person wants against what is known of the likely course}\n", d+1, c+1, s+1)
		}
	}
}

// outcomes writes one outcome a capability, so that each is developed.
func outcomes(b *strings.Builder) {
	b.WriteString("outcomes:\n")
	for i := range domains * capabilities {
		fmt.Fprintf(b, "- {id: LO%d, text: \"Evaluate the care of people with complex needs, case %d\", develops: [%c%d]}\n",
			i+1, i+1, 'A'+i/capabilities, i%capabilities+1)
	}
}

func tail(b *strings.Builder) {
	b.WriteString(`learning:
  content: [assessment, reasoning, treatment, leadership]
  methods: [supervised practice, simulation, seminars]
  supervision: A named supervisor meets the practitioner every month.
  delivery: [within-masters, after-masters]
assessment:
  strategy: Several methods, several assessors, over the whole of the programme.
  methods:
`)
	for m := range 3 {
		fmt.Fprintf(b, "  - id: AS%d\n    type: case-based discussion\n    description: A discussion of a case that the practitioner cared for.\n    assesses: [", m+1)
		for i := m; i < domains*capabilities; i += 3 {
			if i > m {
				b.WriteString(", ")
			}
			fmt.Fprintf(b, "LO%d", i+1)
		}
		b.WriteString("]\n")
	}
	b.WriteString("coverage:\n  not_covered:\n")
	for pillar := 3; pillar <= 4; pillar++ {
		for i := range 8 {
			fmt.Fprintf(b, "  - {item: \"mpf@2025#%d.%d\", reason: Taught in the generic part of a programme, covered_by: the practitioner's advanced practice programme}\n", pillar, i+1)
		}
	}
	b.WriteString(`involvement: [{group: patients, how: Read a draft}, {group: practitioners, how: Wrote the capabilities}]
equality: {statement: The needs of people who meet barriers to care were considered for every domain.}
review: {review_in: 24 months, owner: curriculum lead}
references: [{id: REF1, citation: An example of a reference}]
`)
}
