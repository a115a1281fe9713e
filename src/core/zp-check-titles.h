/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-checks.h"

G_BEGIN_DECLS

/* What each check is called in lists; X takes the id and the English words. */
/* clang-format off */
#define ZP_CHECK_TITLES(X) \
  X ("A1", N_ ("Required fields are empty")) \
  X ("A2", N_ ("Required cells of a row are empty")) \
  X ("A3", N_ ("Goals are missing")) \
  X ("A4", N_ ("Sample text was left in the form")) \
  X ("A5", N_ ("Conclusions are missing")) \
  X ("A6", N_ ("A text is longer than its limit")) \
  X ("A7", N_ ("A group of indicators is missing")) \
  X ("N1", N_ ("What should be a number is none")) \
  X ("N2", N_ ("A result that says nothing")) \
  X ("N3", N_ ("Units of target and result differ")) \
  X ("N4", N_ ("A target without its sign")) \
  X ("B1", N_ ("Money does not add up")) \
  X ("B2", N_ ("The printed execution rate is another")) \
  X ("B3", N_ ("The printed execution score is another")) \
  X ("B4", N_ ("Spent without a budget")) \
  X ("B5", N_ ("More spent than budgeted")) \
  X ("B6", N_ ("The execution rate is low")) \
  X ("B7", N_ ("The budget was adjusted")) \
  X ("B8", N_ ("Yuan and ten thousand yuan mixed up")) \
  X ("B9", N_ ("A budget added during the year")) \
  X ("C1", N_ ("Weights do not make the total")) \
  X ("C2", N_ ("Level weights differ from these rules")) \
  X ("C3", N_ ("Weights of a level do not add up")) \
  X ("C4", N_ ("A weight is not above 0")) \
  X ("C5", N_ ("One row carries a whole group")) \
  X ("C6", N_ ("No cost indicator")) \
  X ("D1", N_ ("A score is outside 0 to its weight")) \
  X ("D2", N_ ("A printed value is another")) \
  X ("D3", N_ ("A score is outside its band")) \
  X ("D4", N_ ("The printed total is another")) \
  X ("D5", N_ ("The printed grade is another")) \
  X ("D6", N_ ("Met, but not the full score")) \
  X ("D7", N_ ("A reason is missing")) \
  X ("D8", N_ ("Text where a number is needed")) \
  X ("D9", N_ ("The total is above its ceiling")) \
  X ("D10", N_ ("A score by hand differs from the rule")) \
  X ("E1", N_ ("The sign of a target does not fit")) \
  X ("E2", N_ ("A quantity that is money")) \
  X ("E3", N_ ("An indicator in the wrong group")) \
  X ("E4", N_ ("Two indicators of the same name")) \
  X ("E5", N_ ("A percentage without a meaning")) \
  X ("E6", N_ ("Slogans instead of results")) \
  X ("E7", N_ ("Targets of 0 or above 100 %")) \
  X ("E8", N_ ("Easier than what was reached before")) \
  X ("E9", N_ ("Few indicators with numbers")) \
  X ("F1", N_ ("A target passed by far")) \
  X ("F2", N_ ("An upper limit exceeded")) \
  X ("F3", N_ ("Not equal where = was asked")) \
  X ("F4", N_ ("A result far off its target")) \
  X ("F5", N_ ("A reason that explains nothing")) \
  X ("F6", N_ ("Dates that do not fit")) \
  X ("G1", N_ ("Little spent, high score")) \
  X ("G2", N_ ("Results almost without money")) \
  X ("G3", N_ ("Unfinished, but the full score")) \
  X ("G4", N_ ("One state judged in two ways")) \
  X ("G5", N_ ("Goal and indicators name other numbers")) \
  X ("H1", N_ ("Satisfaction without a survey")) \
  X ("H2", N_ ("No complaints taken for satisfaction")) \
  X ("H3", N_ ("All are satisfied")) \
  X ("H4", N_ ("The score of satisfaction does not fit")) \
  X ("I1", N_ ("Evidence is missing")) \
  X ("I2", N_ ("Evidence of another year")) \
  X ("I3", N_ ("Evidence is gone or was changed")) \
  X ("J1", N_ ("All forms of the unit have one score")) \
  X ("J2", N_ ("Taken over from another project")) \
  X ("J3", N_ ("Forms and list of projects differ")) \
  X ("J4", N_ ("Projects and total differ")) \
  X ("J5", N_ ("One indicator in two units")) \
  X ("K1", N_ ("Review: points taken without a reason")) \
  X ("K2", N_ ("Review: the reason states another percentage")) \
  X ("K3", N_ ("Review: points left where none can be")) \
  X ("K4", N_ ("Review: a higher score without a reason")) \
  X ("K5", N_ ("Review: the same cause treated differently")) \
  X ("K6", N_ ("Review: a score is missing")) \
  X ("K7", N_ ("Review: a reason that says nothing")) \
  X ("K8", N_ ("Review: numbers that cannot be"))
/* clang-format on */

const char *zp_check_get_title (const char *check);

G_END_DECLS
