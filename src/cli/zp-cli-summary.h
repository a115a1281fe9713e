/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-cli.h"
#include "zp-summary.h"

G_BEGIN_DECLS

void zp_cli_summary_add_json (JsonBuilder *builder, const ZpSummary *summary, GPtrArray *facts);

G_END_DECLS
