package dossier

// At returns what is written at a path, where that is a single value: the text
// 5% at sma-12/amounts/2027..2030/by/cap/step. Paths are those of [Change].
func (d *Dossier) At(path string) (written string, ok bool) {
	c := change{path: path}
	n := d.trees[fileOf(d.trees, c.root())]
	for _, step := range stepsOf(path)[1:] {
		if n == nil {
			return "", false
		}
		n = child(n, step)
	}
	if n == nil || n.shape != scalar {
		return "", false
	}
	return n.text, true
}
