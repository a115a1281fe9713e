/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ZpApplication:
 *
 * The program with the window.
 */
#define ZP_TYPE_APPLICATION (zp_application_get_type ())
G_DECLARE_FINAL_TYPE (ZpApplication, zp_application, ZP, APPLICATION, AdwApplication)

ZpApplication *zp_application_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
