package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestServe runs the command as a user does: it prints an address, answers
// there, refuses strangers, lets a slow client go, and ends when it is told to.
func TestServe(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	out, in := io.Pipe()
	ended := make(chan int, 1)
	var stderr strings.Builder
	go func() {
		ended <- run(ctx, []string{"serve", "--addr", "127.0.0.1:0", "--warm=false"}, nil, in, &stderr)
		_ = in.Close()
	}()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("no address was printed: %v\n%s", err, stderr.String())
	}
	base := strings.TrimSuffix(strings.TrimSpace(line), "/")
	var figure struct{ Amount string }
	if err := json.Unmarshal(fetch(t, base+"/kr-us-sma/sma-11/2021.json", "", http.StatusOK), &figure); err != nil || figure.Amount != "1183300000000" {
		t.Errorf("amount %q, %v", figure.Amount, err)
	}
	if body := fetch(t, base+"/openapi.json", "", http.StatusOK); !json.Valid(body) {
		t.Error("/openapi.json is no JSON")
	}
	fetch(t, base+"/api/kr-us-sma/schedule", "", http.StatusOK)
	fetch(t, base+"/api/kr-us-sma/schedule", "evil.example", http.StatusMisdirectedRequest)
	fetch(t, base+"/", "evil.example", http.StatusMisdirectedRequest)
	flood(t, strings.TrimPrefix(base, "http://"))
	dawdle(t, strings.TrimPrefix(base, "http://"))
	fetch(t, base+"/kr-us-sma", "", http.StatusOK) // and is there for the others
	stop()
	select {
	case code := <-ended:
		if code != exitFine {
			t.Errorf("exit code %d: %s", code, stderr.String())
		}
	case <-time.After(20 * time.Second):
		t.Fatal("the server does not end")
	}
}

func fetch(t *testing.T, address, host string, want int) []byte {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	r.Host = host
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != want {
		t.Errorf("%s as %q: status %d, want %d; %v", address, host, answer.StatusCode, want, err)
	}
	return body
}

// flood sends headers without end: the server answers with a refusal.
func flood(t *testing.T, addr string) {
	t.Helper()
	var dial net.Dialer
	c, err := dial.DialContext(t.Context(), "tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	_, _ = io.WriteString(c, "GET / HTTP/1.1\r\nHost: "+addr+"\r\n"+strings.Repeat("X-Flood: "+strings.Repeat("x", 1000)+"\r\n", 100)+"\r\n") // it may be cut off
	status, err := bufio.NewReader(c).ReadString('\n')
	if err == nil && !strings.Contains(status, "431") {
		t.Errorf("a flood of headers is answered with %s", status)
	}
}

// dawdle begins requests and never ends them: the server lets go of each.
func dawdle(t *testing.T, addr string) {
	t.Helper()
	var dial net.Dialer
	var group sync.WaitGroup
	for range 20 {
		group.Go(func() {
			c, err := dial.DialContext(t.Context(), "tcp", addr)
			if err != nil {
				t.Error(err)
				return
			}
			defer func() { _ = c.Close() }()
			_, _ = io.WriteString(c, "GET / HTTP/1.1\r\nHost: "+addr+"\r\nX-Slow: ")
			began := time.Now()
			_ = c.SetReadDeadline(began.Add(6 * headerTime))
			if _, err := io.Copy(io.Discard, c); errors.Is(err, os.ErrDeadlineExceeded) {
				t.Errorf("a client that never ends its request is still waited for after %v", time.Since(began))
			}
		})
	}
	group.Wait()
}

func TestServeRefuses(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"nowhere"}, {"."}, {"a/x", "b/x"}, {"--addr", "nonsense"}} {
		var stdout, stderr strings.Builder
		if code := run(t.Context(), append([]string{"serve"}, args...), nil, &stdout, &stderr); code == exitFine || stderr.Len() == 0 {
			t.Errorf("serve %v: exit code %d, %q", args, code, stderr.String())
		}
	}
}
