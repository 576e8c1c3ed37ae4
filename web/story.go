package web

import (
	"net/http"
	"slices"
	"time"

	"entente/report"
	"entente/workbench"
)

type storyPage struct {
	*workbench.StatusResult
	Rounds []workbench.RoundLine
	Events []workbench.EventLine // latest first
	Days   []string              // on which something happened, earliest first
}

// story tells where the talks stand on a day.
func (s *Site) story(r *http.Request) (*view, error) {
	const most = 60 // events on a page
	q, err := s.question(r)
	if err != nil {
		return nil, err
	}
	status, err := s.bench.Status(workbench.StatusRequest{Question: q, On: r.URL.Query().Get("on")})
	if err != nil {
		return nil, err
	}
	p := storyPage{StatusResult: status}
	q.Known = status.On.String()
	agreement := ""
	switch {
	case status.Successor != nil:
		agreement = status.Successor.Agreement
	case status.Last != nil:
		agreement = *status.Last
	}
	rounds, err := s.bench.Rounds(q, agreement)
	if err != nil {
		return nil, err
	}
	p.Rounds = rounds.Rounds
	events, err := s.bench.Events(workbench.EventsRequest{Question: q})
	if err != nil {
		return nil, err
	}
	all, err := s.bench.Events(workbench.EventsRequest{Question: workbench.Question{Dossier: q.Dossier}})
	if err != nil {
		return nil, err
	}
	for _, e := range all.Events {
		if day := e.Date; len(day) == len(time.DateOnly) {
			p.Days = append(p.Days, day)
		}
	}
	p.Days = slices.Compact(p.Days)
	slices.Reverse(events.Events)
	p.Events = events.Events[:min(most, len(events.Events))]
	return &view{Page: "story", Dossier: r.PathValue("dossier"), Title: report.Say(language(r), "where talks stand"), Data: p, Result: status}, nil
}
