package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// Set when a release is built; a build from source says what Go knows of it.
var (
	version = ""
	commit  = ""
)

func newVersion(env *Env) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version of credctl",
		Example: "  credctl version",
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			number, built := buildVersion()
			_, err := fmt.Fprintf(env.Out, "credctl %s (%s, %s %s/%s)\n", number, built, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}

// buildVersion returns the version and the commit the program was built from, as
// far as the build says.
func buildVersion() (number, built string) {
	number, built = version, commit
	if info, ok := debug.ReadBuildInfo(); ok {
		if number == "" && info.Main.Version != "" && info.Main.Version != "(devel)" {
			number = info.Main.Version
		}
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && built == "" {
				built = s.Value
			}
		}
	}
	if number == "" {
		number = "development build"
	}
	if built == "" {
		built = "commit unknown"
	}
	return number, built
}
