package evidence

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCopyGroups(t *testing.T) {
	t.Parallel()
	article := "Seoul and Washington agreed on Friday to share the cost of the troops for five more years, and the minister said that the sum was fair to both of them and would be paid from the year after next."
	var results []*Result
	for _, text := range []string{
		article,
		"Officials in the north of the country opened a bridge over the river, the third in a decade, and spoke of trade that had long been waiting for a dry road to the markets.",
		strings.Replace(article, "Friday", "that day", 1) + " A reader added a line of his own at the end.",
	} {
		d, err := Plain("", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		results = append(results, Read(d))
	}
	if diff := cmp.Diff([][]int{{0, 2}}, CopyGroups(results)); diff != "" {
		t.Errorf("CopyGroups mismatch (-want +got):\n%s", diff)
	}
}
