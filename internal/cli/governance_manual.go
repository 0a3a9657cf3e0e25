package cli

// governanceManual is the page on who may do what, and on what to do when people
// leave, keys are lost, or too few are left. It is printed by credctl governance
// --help and is the manual page credctl-governance.
const governanceManual = `Governance says who may do what: the people with their roles, organisations and
keys, the criteria in force, and how many people each act takes. It is a chain of
numbered files, governance/0001.yaml and so on. Each names the one before it by its
SHA-256, and is signed by officers of the version before and of its own, two or
more. Nothing in it is ever changed: what changes is the next version.

Every command that makes a version says in words what changes, asks, signs, and
records it in one commit on a branch of its own. The other officers add their
signatures there with credctl sign, and then the branch is merged. It is in force
once it has all its signatures. Without a terminal nobody can be asked, and nothing
is signed unless --yes is given.

WHEN SOMEBODY JOINS

They run credctl enrol and send the two files it writes. An officer who knows
them asks for the fingerprint by telephone, then: credctl governance propose
--enrol FILE. The proof in the request shows that they hold the key, and nothing
else: that the person is who they say is for the officer to know.

WHEN SOMEBODY LEAVES

credctl governance retire PERSON takes away all their roles and retires their
keys. What they signed before still counts, and they stay listed so that it can
be checked. It names everything they held: open rounds that ask them, what waits
for their signature, specifications they wrote. Hand these over first. Keep three
officers or more: where only as many are left as must sign, the next departure
locks governance.

WHEN A KEY IS LOST, AND NOBODY ELSE HAS IT

A disk broke, a passphrase is forgotten: its owner makes a new key with credctl
enrol --key FILE under the same id and name, and an officer runs

    credctl governance propose --enrol enrol-PERSON.yaml --key-status PERSON=retired:FINGERPRINT

with the fingerprint of the old key. What the old key signed still counts. An
officer who changes keys and still has the old one, where no more officers are
left than must sign, does so in two steps: one version takes in the new key, and
the one after it retires the old key.

WHEN A KEY IS STOLEN, OR MAY BE

Do not wait for certainty. credctl governance retire PERSON --compromised, or for
one key propose --key-status PERSON=compromised:FINGERPRINT. Nothing that the key
ever signed counts from then on, whatever date it bears, because dates can be
invented. Both commands list what stops counting. Where an entry of the register
would be left with too few signatures, another member of staff must sign that
entry first (credctl sign FILE --further), or nothing can be recorded behind it. What is published already is
not taken back: staff withdraw it, or have it reviewed and published anew.

WHEN TOO FEW OFFICERS ARE LEFT TO SIGN

Then governance cannot be changed any more, by design: whoever could, could also
take it over. What was published stays verifiable, and staff can go on deciding
under the version in force. To change governance again, begin a new repository:
credctl governance init makes a new trust root, which is announced wherever the
old one was, with the SHA-256 of both, and everybody who verifies is told to
compare. Keep the old repository readable. This is why three officers are the
least, in different places, each with a second enrolled key kept apart.`
