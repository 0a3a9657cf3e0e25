package criteria

import "testing"

func TestNumber(t *testing.T) {
	askAll(t, "number", []string{"/level/value"}, []asked{
		{name: "enough", with: Params{Min: 7}, text: "level: {value: 7}\n"},
		{name: "too small", with: Params{Min: 7}, text: "level: {value: 6}\n", want: []string{"1:16 `level.value` is 6, want at least 7"}},
		{name: "too great", with: Params{Max: 8}, text: "level: {value: 8.5}\n", want: []string{"1:16 `level.value` is 8.5, want at most 8"}},
		{name: "text has an S finding", with: Params{Min: 7}, text: "level: {value: seven}\n"},
		{name: "absent is not asked", with: Params{Min: 7}, text: "level: {framework: FHEQ}\n"},
	})
	refused(t, Check{Kind: "number", At: []string{"/credits"}})
}
