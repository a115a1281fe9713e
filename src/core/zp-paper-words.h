/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib/gi18n-lib.h>

#include "zp-paper-language.h"

/* In place of gi18n-lib.h for words that stand on the screen and on papers: they are in the user's
 * language, and Chinese while a paper is made.  Errors are for the user, also then: files that have
 * only errors keep to gi18n-lib.h.  Words of papers alone are written in Chinese. */

#undef _
#undef C_
#undef ngettext
#define _(text) ((char *) zp_paper_language_translate (text))
#define C_(context, text)                                                                          \
  zp_paper_language_translate_in (context "\004" text, sizeof (context "\004") - 1)
#define ngettext(singular, plural, n) zp_paper_language_translate_plural (singular, plural, n)
