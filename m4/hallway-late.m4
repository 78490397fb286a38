# HALLWAY_LATE_LIBRARY(NAME, STEM, FUNCTION): NAME_SONAME is what the linker calls the library of
# PKG_CHECK_MODULES([NAME]), for opening it at run time (src/base/library.h); then nothing is in
# NAME_LATE_LIBS. Where that cannot be found out, the library is linked as any other.
AC_DEFUN([HALLWAY_LATE_LIBRARY], [
  AC_CHECK_TOOL([READELF], [readelf], [:])
  AC_MSG_CHECKING([what $2 is called at run time])
  hallway_soname=
  hallway_keep=$LIBS
  LIBS="$$1_LIBS $LIBS"
  AC_LINK_IFELSE([AC_LANG_PROGRAM([char $3(void);], [return !$3();])],
    [hallway_soname=`$READELF -d conftest$EXEEXT 2>/dev/null |
      sed -n 's/.*(NEEDED).*\($2\.so@<:@.0-9@:>@*\).*/\1/p'`])
  LIBS=$hallway_keep
  AC_MSG_RESULT([${hallway_soname:-unknown}])
  AS_IF([test -n "$hallway_soname"],
    [AC_DEFINE_UNQUOTED([$1_SONAME], ["$hallway_soname"], [What $2 is called at run time])
     $1_LATE_LIBS=],
    [$1_LATE_LIBS=$$1_LIBS])
  AC_SUBST([$1_LATE_LIBS])
])
