package config

import (
	"strconv"
	"strings"

	"github.com/spf13/viper"

	"github.com/advancing-practice/credctl/internal/finding"
)

// said is a value with the place where it was said.
type said struct {
	value any
	from  string
}

// layer is what one source says, by the settings' names.
type layer map[string]said

// defaults are the lowest layer; it says something of every setting.
func defaults() layer {
	l := layer{}
	for i := range table {
		l[table[i].Name] = said{value: table[i].Default, from: "default"}
	}
	return l
}

// merge lays each layer over the one before. A list is replaced, not added to.
func merge(layers ...layer) Settings {
	v := viper.New()
	from := map[string]string{}
	for _, l := range layers {
		values := make(map[string]any, len(l))
		for name, s := range l {
			values[name] = s.value
			from[name] = s.from
		}
		// It fails only for keys that are no text, and these are from the table.
		_ = v.MergeConfigMap(values)
	}
	severity, _ := finding.ParseSeverity(v.GetString("fail_on"))
	s := Settings{
		Packs: v.GetStringSlice("packs"), FailOn: severity, Format: v.GetString("format"),
		Color: v.GetString("color"), MaxBytes: v.GetInt("max_bytes"),
		TrustRoot: v.GetString("trust_root"),

		RegisterName: v.GetString("register_name"),
		RegisterURL:  v.GetString("register_url"),
		Licences:     v.GetStringSlice("licences"),
	}
	for i := range table {
		name := table[i].Name
		s.origins = append(s.origins, Origin{Setting: name, Value: written(v.Get(name)), From: from[name]})
	}
	return s
}

// written returns a value as it would stand in the settings file.
func written(value any) string {
	switch value := value.(type) {
	case int:
		return strconv.Itoa(value)
	case []string:
		return "[" + strings.Join(value, ", ") + "]"
	case string:
		return value
	}
	return ""
}
