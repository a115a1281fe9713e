/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-form.h"

G_BEGIN_DECLS

/* The top-level key of the form file. */
#define ZP_EXTRA_EVIDENCE "evidence"

/**
 * ZpEvidence:
 * @id: tells it apart from the form's others; made when it is added
 * @address: the row it belongs to: “indicators/r3”
 * @name: what it is called in the list (签到表.pdf)
 * @date: the day it is of, as “2020-05-31”, or ""
 * @sha256: of its content, in hexadecimal digits, or "" when it was never read
 * @size: of the file in bytes, 0 when unknown
 * @path: where it stays, when it was left where it is; else ""
 * @file: its place below the folder of evidence, when a copy was made; else ""
 *
 * A piece of evidence (佐证材料) for what a row says: a file, with what is needed to tell whether
 * it is still the same.  The core never looks at files.
 */
typedef struct
{
  char *id;
  char *address;
  char *name;
  char *date;
  char *sha256;
  guint64 size;
  char *path;
  char *file;
} ZpEvidence;

/**
 * ZpEvidenceState:
 * @ZP_EVIDENCE_UNKNOWN: nobody has looked
 * @ZP_EVIDENCE_PRESENT: it is there, unchanged
 * @ZP_EVIDENCE_CHANGED: it is there, with another content
 * @ZP_EVIDENCE_MISSING: it is not where it was
 *
 * What became of the file.
 */
typedef enum
{
  ZP_EVIDENCE_UNKNOWN,
  ZP_EVIDENCE_PRESENT,
  ZP_EVIDENCE_CHANGED,
  ZP_EVIDENCE_MISSING,
} ZpEvidenceState;

ZpEvidence *zp_evidence_new (const char *address, const char *name) G_GNUC_WARN_UNUSED_RESULT;
ZpEvidence *zp_evidence_copy (const ZpEvidence *self) G_GNUC_WARN_UNUSED_RESULT;
void zp_evidence_free (ZpEvidence *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpEvidence, zp_evidence_free)

GPtrArray *zp_evidence_list (const ZpForm *form, const char *address) G_GNUC_WARN_UNUSED_RESULT;
guint zp_evidence_count (const ZpForm *form, const char *address);
ZpEvidence *zp_evidence_find (const ZpForm *form, const char *id) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_evidence_put (ZpForm *form, ZpEvidence *evidence, GError **error);
gboolean zp_evidence_remove (ZpForm *form, const char *id, GError **error);
void zp_evidence_forget (ZpForm *form);
gboolean zp_evidence_is_outside_year (const ZpForm *form, const ZpEvidence *evidence);
char *zp_evidence_make_number (const ZpForm *form,
                               const ZpEvidence *evidence) G_GNUC_WARN_UNUSED_RESULT;
char *zp_evidence_make_file_name (const ZpForm *form,
                                  const ZpEvidence *evidence) G_GNUC_WARN_UNUSED_RESULT;
char *zp_evidence_make_safe_name (const ZpEvidence *evidence) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_evidence_is_safe_file (const char *file);

G_END_DECLS
