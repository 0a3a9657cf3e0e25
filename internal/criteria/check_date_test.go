package criteria

import "testing"

func TestDate(t *testing.T) {
	askAll(t, "date", []string{"/review/last_reviewed"}, []asked{
		{name: "a day", text: "review: {last_reviewed: 2024-02-29}\n"},
		{name: "not in the calendar", text: "review: {last_reviewed: 2025-02-29}\n", want: []string{"1:25 `review.last_reviewed` is \"2025-02-29\", which is not in the calendar"}},
		{name: "no such month", text: "review: {last_reviewed: 2025-13}\n", want: []string{"1:25 `review.last_reviewed` is \"2025-13\", which is not in the calendar"}},
		{name: "shape has an S finding", text: "review: {last_reviewed: last May}\n"},
		{name: "a day to come, not asked", text: "review: {last_reviewed: 2026-07-01}\n"},
		{name: "a day to come", with: Params{To: "today"}, text: "review: {last_reviewed: 2026-07-01}\n", want: []string{"1:25 `review.last_reviewed` is \"2026-07-01\", want a day that is not after today, 2026-06-30"}},
		{name: "today", with: Params{To: "today"}, text: "review: {last_reviewed: 2026-06-30}\n"},
		{name: "this year", with: Params{To: "today"}, text: "review: {last_reviewed: \"2026\"}\n"},
		{name: "next year", with: Params{To: "today"}, text: "review: {last_reviewed: \"2027\"}\n", want: []string{"1:25 `review.last_reviewed` is \"2027\", want a day that is not after today, 2026-06-30"}},
	})
	refused(t, Check{Kind: "date", At: []string{"/review/last_reviewed"}, With: Params{To: "tomorrow"}})
}

func TestIsDate(t *testing.T) {
	for text, want := range map[string]bool{
		"2025": true, "2025-01": true, "2025-01-31": true,
		"": false, "25": false, "2025-1": false, "2025-01-3x": false, "2025/01/31": false, "20250131": false, "-025": false, "2025-01-": false,
	} {
		if got := isDate(text); got != want {
			t.Errorf("isDate(%q) = %v", text, got)
		}
	}
}
