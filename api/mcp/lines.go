package mcp

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
)

// Codes of JSON-RPC 2.0, section 5.1, for what is no message.
const (
	notJSON    = -32700 // the line cannot be parsed, or is longer than any message
	notMessage = -32600 // it is JSON, but neither a request nor an answer
)

// lines hands on the lines of an input that are messages, and answers the
// others itself: one bad line of an assistant is told as such, where the
// decoder behind would end the conversation.
type lines struct {
	in   *bufio.Reader
	from io.Closer
	out  io.Writer
	rest []byte // of the line that is being read
}

func newLines(in io.ReadCloser, out io.Writer) *lines {
	return &lines{in: bufio.NewReader(in), from: in, out: out}
}

func (l *lines) Read(p []byte) (int, error) {
	for len(l.rest) == 0 {
		line, err := l.line()
		if len(line) == 0 && err != nil {
			return 0, err
		}
		l.rest = line
	}
	n := copy(p, l.rest)
	l.rest = l.rest[n:]
	return n, nil
}

// line returns the next message with its end of line; none where the line is
// blank or was answered.
func (l *lines) line() ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := l.in.ReadSlice('\n')
		if long = long || len(line)+len(part) > maxMessage; !long {
			line = append(line, part...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if long {
			return nil, errors.Join(l.refuse(notJSON, fmt.Sprintf("the line is longer than %d bytes", maxMessage)), err)
		}
		text := bytes.TrimSpace(line)
		if len(text) == 0 {
			return nil, err
		}
		if code, message := fault(text); code != 0 {
			return nil, errors.Join(l.refuse(code, message), err)
		}
		return append(text, '\n'), err
	}
}

// fault says what keeps a line from being a message; 0 is nothing. A list of
// messages was part of one past version of the protocol and is none here.
func fault(line []byte) (code int, message string) {
	if line[0] == '[' {
		return notMessage, "a line is one message, not a list"
	}
	_, err := jsonrpc.DecodeMessage(line)
	switch {
	case err == nil:
		return 0, ""
	case !json.Valid(line):
		return notJSON, "the line is no JSON"
	default:
		return notMessage, "the line is no message of JSON-RPC 2.0"
	}
}

// refuse answers a line whose id cannot be known.
func (l *lines) refuse(code int, message string) error {
	_, err := fmt.Fprintf(l.out, `{"jsonrpc":"2.0","id":null,"error":{"code":%d,"message":%q}}`+"\n", code, message)
	return err
}

func (l *lines) Close() error { return l.from.Close() }

// turns lets several write whole lines to one output.
type turns struct {
	mu sync.Mutex
	io.WriteCloser
}

func (t *turns) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.WriteCloser.Write(p)
}
