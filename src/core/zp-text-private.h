/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ZP_PLAIN_BYTES 512

/*
 * ZpPlain:
 * @text: the text, ending with a zero byte, always valid UTF-8
 * @length: its bytes
 * @cut: the text was longer
 *
 * The beginning of a text with one glyph for what is written in many (full-width characters, signs,
 * dashes, white space), so that whoever understands it has one case each.  On the stack.
 */
typedef struct
{
  char text[ZP_PLAIN_BYTES];
  gsize length;
  gboolean cut;
} ZpPlain;

void zp_plain_init (ZpPlain *self, const char *text);
void zp_plain_append (ZpPlain *self, const char *text);
void zp_plain_trim (ZpPlain *self);

G_END_DECLS
