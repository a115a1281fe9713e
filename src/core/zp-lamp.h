/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-scorecard.h"

G_BEGIN_DECLS

/**
 * ZpLamp:
 * @ZP_LAMP_NONE: the form has no execution rate, or it is not known yet
 * @ZP_LAMP_GREEN: nothing to ask
 * @ZP_LAMP_YELLOW: much of the money was not spent, or there was no budget
 * @ZP_LAMP_RED: the indicators reach more than the money that was spent explains
 *
 * The warning that supervisors know from the budget system (自评预警).
 */
typedef enum
{
  ZP_LAMP_NONE,
  ZP_LAMP_GREEN,
  ZP_LAMP_YELLOW,
  ZP_LAMP_RED,
} ZpLamp;

ZpLamp zp_lamp_judge (const ZpScorecard *card, ZpDecimal *out_share);
const char *zp_lamp_to_string (ZpLamp lamp);
ZpLamp zp_lamp_from_string (const char *text);

G_END_DECLS
