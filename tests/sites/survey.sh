#!/bin/sh
# SPDX-License-Identifier: MIT
# survey.sh FOLDER...: what is found in real sites, a line each and below it what is wrong. A folder that holds
# one folder alone (an unpacked archive) stands for that one. Run it where hallway was built.
printf '%-28s %-11s %5s %5s %5s %5s %5s %5s %5s %6s %5s %5s %5s\n' site generator posts out \
	title date bad url tags links unres empty raw
for folder; do
	set -- "$folder"/*
	[ $# -eq 1 ] && [ -d "$1" ] && folder=$1
	./tests/sites/show-site --survey "$folder"
done
