// SPDX-License-Identifier: Apache-2.0

// What `run screen` and `run bench` do: cases through the binding, and the time that a call takes.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"time"

	pehchan "pehchan.example/go"
)

// By id or, where there is no such id, by file.
func catalogue(named string) (*pehchan.Catalogue, error) {
	for _, id := range pehchan.BuiltinIDs() {
		if id == named {
			return pehchan.Builtin(named)
		}
	}
	text, err := os.ReadFile(named)
	if err != nil {
		return nil, err
	}
	return pehchan.Load(string(text))
}

func lines(from string) ([]string, error) {
	text, err := os.ReadFile(from)
	if err != nil {
		return nil, err
	}
	var all []string
	for _, line := range strings.Split(string(text), "\n") {
		if strings.TrimSpace(line) != "" {
			all = append(all, line)
		}
	}
	return all, nil
}

func screen(named, from, to string) error {
	of, err := catalogue(named)
	if err != nil {
		return err
	}
	defer of.Close()
	cases, err := lines(from)
	if err != nil {
		return err
	}
	file, err := os.Create(to)
	if err != nil {
		return err
	}
	defer file.Close()
	out := bufio.NewWriter(file)
	for number, line := range cases {
		found, err := of.Screen(line, "", pehchan.Official, "en", 0)
		if err != nil {
			return fmt.Errorf("case %d: %w", number+1, err)
		}
		out.WriteString(found)
		out.WriteByte('\n')
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return file.Close()
}

// Nanoseconds a person: the best of seven rounds of at least a tenth of a second each, after one to warm up.
func timed(persons int, work func(int) error) (int64, error) {
	best := int64(0)
	for round := 0; round < 8; round++ {
		begin, calls := time.Now(), int64(0)
		for time.Since(begin) < 100*time.Millisecond {
			for i := 0; i < persons; i++ {
				if err := work(i); err != nil {
					return 0, err
				}
			}
			calls += int64(persons)
		}
		if one := time.Since(begin).Nanoseconds() / calls; round > 0 && (best == 0 || one < best) {
			best = one
		}
	}
	return best, nil
}

func bench(named, from string) error {
	of, err := catalogue(named)
	if err != nil {
		return err
	}
	defer of.Close()
	cases, err := lines(from)
	if err != nil {
		return err
	}
	json, err := timed(len(cases), func(i int) error {
		_, err := of.Screen(cases[i], "", pehchan.Official, "en", 0)
		return err
	})
	if err != nil {
		return err
	}
	all, err := of.Indicators()
	if err != nil {
		return err
	}
	type set struct {
		index int
		code  pehchan.Code
	}
	persons := make([][]set, len(cases))
	for i, line := range cases {
		for _, one := range all {
			if one.Type != pehchan.YesNo {
				continue
			}
			if strings.Contains(line, `"`+one.ID+`": "yes"`) {
				persons[i] = append(persons[i], set{one.Index, pehchan.Yes})
			} else if strings.Contains(line, `"`+one.ID+`": "no"`) {
				persons[i] = append(persons[i], set{one.Index, pehchan.No})
			}
		}
	}
	answers, err := of.Answers()
	if err != nil {
		return err
	}
	defer answers.Close()
	evaluator, err := of.Evaluator()
	if err != nil {
		return err
	}
	defer evaluator.Close()
	var statuses []pehchan.FindingStatus
	handle, err := timed(len(persons), func(i int) error {
		if err := answers.Clear(); err != nil {
			return err
		}
		for _, one := range persons[i] {
			if err := answers.SetCode(one.index, one.code); err != nil {
				return err
			}
		}
		statuses, err = evaluator.Assess(answers, statuses)
		return err
	})
	if err != nil {
		return err
	}
	fmt.Printf("{\"binding\": \"go\", \"json_call_ns\": %d, \"handle_call_ns\": %d}\n", json, handle)
	return nil
}

func main() {
	words := os.Args[1:]
	err := fmt.Errorf("use: screen CATALOGUE CASES OUT | bench CATALOGUE CASES")
	switch {
	case len(words) == 4 && words[0] == "screen":
		err = screen(words[1], words[2], words[3])
	case len(words) == 3 && words[0] == "bench":
		err = bench(words[1], words[2])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
