/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ZpPaperLanguage:
 *
 * A paper is Chinese, whatever language the program runs in.  While this lasts, the thread has its
 * words in Chinese, if they are marked as zp-paper-words.h says:
 *
 *   g_auto (ZpPaperLanguage) chinese = zp_paper_language_begin ();
 */
typedef gboolean ZpPaperLanguage;

ZpPaperLanguage zp_paper_language_begin (void);
void zp_paper_language_end (ZpPaperLanguage language);
G_DEFINE_AUTO_CLEANUP_FREE_FUNC (ZpPaperLanguage, zp_paper_language_end, FALSE)

const char *zp_paper_language_translate (const char *text) G_GNUC_FORMAT (1);
const char *zp_paper_language_translate_in (const char *context_and_text, gsize text_offset)
    G_GNUC_FORMAT (1);
const char *zp_paper_language_translate_plural (const char *singular, const char *plural, gulong n)
    G_GNUC_FORMAT (1) G_GNUC_FORMAT (2);

G_END_DECLS
