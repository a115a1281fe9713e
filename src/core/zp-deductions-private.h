/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-deductions.h"
#include "zp-json.h"

G_BEGIN_DECLS

GPtrArray *zp_deductions_new_causes (void) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *zp_deductions_new_degrees (void) G_GNUC_WARN_UNUSED_RESULT;
void zp_deductions_read (ZpJsonReader *r, JsonObject *root, GPtrArray *causes, GPtrArray *degrees);

/* A file of the built-in rules, by its name in data/ (implemented in zp-catalog.c). */
GBytes *zp_rules_lookup (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
