/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ZpError:
 * @ZP_ERROR_FORMAT: the text is not what it should be
 * @ZP_ERROR_TOO_LARGE: a limit of size, depth or number was passed
 * @ZP_ERROR_NEWER: made by a newer version of the program
 * @ZP_ERROR_NOT_FOUND: a template, profile, form or address that is not there
 * @ZP_ERROR_CONFLICT: another content under the same id
 * @ZP_ERROR_READ_ONLY: the form or the store may not be changed
 * @ZP_ERROR_STORE: the database could not be opened, read or written
 * @ZP_ERROR_EXPORT: a file could not be written
 * @ZP_ERROR_PASSPHRASE: a passphrase is missing, or it is not the right one
 * @ZP_ERROR_REFUSED: not in this state of the form, not for this role, or something is missing
 *
 * A message says place, reason and, where there is one, the remedy: “fields.year: …; …”.
 * Whoever knows the file puts its name in front (g_prefix_error).
 */
typedef enum
{
  ZP_ERROR_FORMAT,
  ZP_ERROR_TOO_LARGE,
  ZP_ERROR_NEWER,
  ZP_ERROR_NOT_FOUND,
  ZP_ERROR_CONFLICT,
  ZP_ERROR_READ_ONLY,
  ZP_ERROR_STORE,
  ZP_ERROR_EXPORT,
  ZP_ERROR_PASSPHRASE,
  ZP_ERROR_REFUSED,
} ZpError;

#define ZP_ERROR (zp_error_quark ())
GQuark zp_error_quark (void);

G_END_DECLS
