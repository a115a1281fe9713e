/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An element of an XML part: its name, its attributes and the text in it. */
typedef struct
{
  char *name;
  GHashTable *attributes;
  GString *text;
} ZpTestElement;

/* A workbook taken apart.  Every part has been parsed, so it is well-formed and valid UTF-8. */
typedef struct
{
  GHashTable *parts;  /* name → GPtrArray of ZpTestElement, in document order */
  GPtrArray *strings; /* the shared strings, without escapes */
} ZpTestBook;

ZpTestBook *zp_test_book_new (GBytes *bytes);
void zp_test_book_free (ZpTestBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpTestBook, zp_test_book_free)

GPtrArray *zp_test_book_part (ZpTestBook *book, const char *name);
const ZpTestElement *zp_test_book_find (ZpTestBook *book,
                                        const char *part,
                                        const char *element,
                                        const char *attribute,
                                        const char *value);
const char *zp_test_book_attribute (ZpTestBook *book,
                                    const char *part,
                                    const char *element,
                                    const char *attribute);
const char *zp_test_element_get (const ZpTestElement *element, const char *attribute);
const char *zp_test_book_text (ZpTestBook *book, const char *part, const char *cell);

G_END_DECLS
