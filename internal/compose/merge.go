package compose

// Merge returns a map with the keys of two. Where both have a key, maps are merged
// and of anything else the second counts; what holds nothing never counts.
func Merge(first, second Node) Node {
	merged := first
	merged.entries = append([]Entry(nil), first.entries...)
	for _, e := range second.present() {
		i := -1
		for k := range merged.entries {
			if merged.entries[k].Key == e.Key {
				i = k
			}
		}
		switch {
		case i < 0:
			merged.entries = append(merged.entries, e)
		case merged.entries[i].Value.isMap() && e.Value.isMap():
			merged.entries[i].Value = Merge(merged.entries[i].Value, e.Value)
		default:
			merged.entries[i] = e
		}
	}
	for _, note := range second.notes {
		merged = merged.Noted(note)
	}
	return merged
}

func (n Node) isMap() bool { return n.form == group || n.form == flatGroup }
