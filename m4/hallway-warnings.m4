# HALLWAY_WARNINGS(FLAGS): those that the compiler knows go into WARN_CFLAGS.
AC_DEFUN([HALLWAY_WARNINGS], [
  hallway_keep=$CFLAGS
  for hallway_flag in $1; do
    AC_MSG_CHECKING([whether $CC knows $hallway_flag])
    CFLAGS="$hallway_keep -Werror $hallway_flag"
    AC_COMPILE_IFELSE([AC_LANG_PROGRAM([], [])],
      [WARN_CFLAGS="$WARN_CFLAGS $hallway_flag"; AC_MSG_RESULT([yes])],
      [AC_MSG_RESULT([no])])
  done
  CFLAGS=$hallway_keep
])
