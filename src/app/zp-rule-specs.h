/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What of a profile can be edited, as a table: a new rule is a line in it, never a new widget. */

/**
 * ZpRuleKind:
 * @ZP_RULE_TEXT: a text
 * @ZP_RULE_NUMBER: a number
 * @ZP_RULE_OPTIONAL: a number or text, or nothing
 * @ZP_RULE_WORDS: words, set apart by “、”
 * @ZP_RULE_SWITCH: true or false
 * @ZP_RULE_PRESENCE: an object that is there or not
 * @ZP_RULE_CHOICE: one of some words
 * @ZP_RULE_ROUNDING: places and a way of rounding
 * @ZP_RULE_DIGITS: how many decimals are printed
 *
 * How a value is edited.
 */
typedef enum
{
  ZP_RULE_TEXT,
  ZP_RULE_NUMBER,
  ZP_RULE_OPTIONAL,
  ZP_RULE_WORDS,
  ZP_RULE_SWITCH,
  ZP_RULE_PRESENCE,
  ZP_RULE_CHOICE,
  ZP_RULE_ROUNDING,
  ZP_RULE_DIGITS,
} ZpRuleKind;

/**
 * ZpRuleChoice:
 * @value: as in the file; %NULL for leaving it out
 * @label: for the user
 */
typedef struct
{
  const char *value;
  const char *label;
} ZpRuleChoice;

/**
 * ZpRuleSpec:
 * @path: where the value is; in a list, what follows the path of the element
 * @label: what it is called, for the user
 * @kind: how it is edited
 * @unit: (nullable): what stands after it
 * @choices: (nullable): for %ZP_RULE_CHOICE, up to a @label of %NULL
 * @hint: (nullable): what it does
 */
typedef struct
{
  const char *path;
  const char *label;
  ZpRuleKind kind;
  const char *unit;
  const ZpRuleChoice *choices;
  const char *hint;
} ZpRuleSpec;

/**
 * ZpRuleGroup:
 * @title: its heading
 * @description: (nullable): what it is about
 * @rows: the values, up to a @path of %NULL; of a list, those of each element
 * @list: (nullable): the path of a list
 * @element: what an element is called, before its number; %NULL where its key is its name
 * @fresh: (nullable): a new element, as zp_profile_edit() takes it; %NULL when none can be added
 * @add: (nullable): what adding one is called; asks for a name where the key is the name
 */
typedef struct
{
  const char *title;
  const char *description;
  const ZpRuleSpec *rows;
  const char *list;
  const char *element;
  const char *fresh;
  const char *add;
} ZpRuleGroup;

extern const ZpRuleGroup zp_rule_groups[];
extern const guint zp_n_rule_groups;
extern const ZpRuleChoice zp_rule_roundings[];
extern const ZpRuleChoice zp_rule_digits[];

G_END_DECLS
