package cli

import (
	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/verify"
)

func newAllowedSigners(env *Env) *cobra.Command {
	var ref refFlag
	cmd := &cobra.Command{
		Use:   "allowed-signers",
		Short: "Print the keys of governance as ssh-keygen and git read them",
		Long: `Print whose keys may sign what, as a file of allowed signers: for people who check
signatures with ssh-keygen and git alone. Retired keys are in it, because what they
signed before still counts; compromised ones are not.

One signature is then checked so, by who made it and what it was given for:

    ssh-keygen -Y verify -f allowed -I rowe-e -n endorse@credctl.v1 \
        -s register/0001.rowe-e.sig < register/0001.yaml
    git -c gpg.ssh.allowedSignersFile=allowed verify-tag wound-care/v1.0.0

The file is as good as the repository it comes from: compare the trust root that it
names with the one that the Centre publishes in another place.`,
		Example: `  credctl allowed-signers > allowed
  credctl allowed-signers --ref origin/main > allowed`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o, err := ref.open(cmd.Context(), env)
			if err != nil {
				return err
			}
			defer o.store.Close()
			if _, err := o.governance(); err != nil {
				return err
			}
			_, err = env.Out.Write(verify.AllowedSigners(o.book))
			return err
		},
	}
	ref.add(cmd)
	return cmd
}
