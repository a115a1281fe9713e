/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-catalog.h"
#include "zp-checks.h"
#include "zp-form-file.h"
#include "zp-scorecard.h"

/* Ten published forms of one bureau. */
extern const char *const fixture_urumqi[];
#define FIXTURE_N_URUMQI 10

ZpCatalog *fixture_catalog (void);
GBytes *fixture_read_golden (const char *name);
ZpForm *fixture_load_golden (const char *name);
ZpForm *fixture_load (const char *json);
void fixture_set (ZpForm *form, const char *address, const char *text);
char *fixture_patch (const char *json, const char *patches);
ZpProfile *fixture_profile (const char *patches);
