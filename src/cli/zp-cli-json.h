/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-cli.h"

G_BEGIN_DECLS

void zp_cli_json_begin (ZpCli *cli, gboolean several);
void zp_cli_json_end (ZpCli *cli);

void zp_json_add_text (JsonBuilder *builder, const char *key, const char *text);
void zp_json_add_optional (JsonBuilder *builder, const char *key, const char *text);
void zp_json_add_name (JsonBuilder *builder, const char *key, const char *name);
void
zp_json_add_decimal (JsonBuilder *builder, const char *key, gboolean has_value, ZpDecimal value);
void zp_json_add_int (JsonBuilder *builder, const char *key, gint64 value);
void zp_json_add_bool (JsonBuilder *builder, const char *key, gboolean value);
void zp_json_begin_object (JsonBuilder *builder, const char *key);
void zp_json_begin_array (JsonBuilder *builder, const char *key);
void zp_json_add_finding (JsonBuilder *builder, const ZpFinding *finding);

G_END_DECLS
