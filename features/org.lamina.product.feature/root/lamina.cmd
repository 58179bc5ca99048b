@echo off
rem Starts Lamina:
rem   lamina [open [PATH]] [OPTIONS OF ECLIPSE]    the workbench, e.g. with -data FOLDER
rem   lamina COMMAND ...                           the command line; "lamina --help" lists the commands
rem Runs the Java of JAVA_HOME, or else the one on the PATH, with the additional options of LAMINA_JAVA_OPTIONS.
setlocal EnableExtensions DisableDelayedExpansion
set "HERE=%~dp0"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"

set "VERSION="
for /f "tokens=3" %%v in ('""%JAVA%" -version 2>&1" ^| findstr /c:" version "') do if not defined VERSION set "VERSION=%%~v"
if not defined VERSION (
    echo lamina: Lamina needs Java 17 or newer, and "%JAVA%" does not run; install a JDK or set JAVA_HOME. 1>&2
    exit /b 2
)
for /f "tokens=1,2 delims=._-+" %%a in ("%VERSION%") do if "%%a"=="1" (set "MAJOR=%%b") else (set "MAJOR=%%a")
if %MAJOR% LSS 17 (
    echo lamina: Lamina needs Java 17 or newer, and "%JAVA%" is Java %VERSION%; install a JDK or set JAVA_HOME. 1>&2
    exit /b 2
)

if "%~1"=="" goto workbench
if "%~1"=="open" goto workbench
for %%o in (-data -clean -application -consoleLog) do if "%~1"=="%%o" goto workbench

set "CLASS_PATH="
for /f "usebackq tokens=1,3 delims=," %%a in ("%HERE%configuration\org.eclipse.equinox.simpleconfigurator\bundles.info") do (
    for %%n in (
        org.lamina.model org.lamina.formats org.lamina.experiments org.lamina.query org.lamina.source
        org.lamina.checks org.lamina.figure org.lamina.engine org.lamina.cli
        com.fasterxml.jackson.core.jackson-annotations com.fasterxml.jackson.core.jackson-core
        com.fasterxml.jackson.core.jackson-databind picocli
        org.eclipse.elk.alg.common org.eclipse.elk.alg.layered org.eclipse.elk.core org.eclipse.elk.graph
        org.eclipse.emf.common org.eclipse.emf.ecore org.eclipse.emf.ecore.xmi org.eclipse.equinox.common
        org.eclipse.xtext.xbase.lib com.google.guava com.google.guava.failureaccess
        org.eclipse.jdt.core org.eclipse.jdt.core.compiler.batch org.eclipse.core.contenttype org.eclipse.core.jobs
        org.eclipse.core.resources org.eclipse.core.runtime org.eclipse.equinox.preferences org.eclipse.osgi
        org.osgi.service.prefs
    ) do if "%%a"=="%%n" call :add "%%b"
)
"%JAVA%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.awt.headless=true "-Dlamina.home=%HERE:~0,-1%" %LAMINA_JAVA_OPTIONS% -cp "%CLASS_PATH:~1%" org.lamina.cli.Main %*
exit /b %ERRORLEVEL%

:add
set "CLASS_PATH=%CLASS_PATH%;%HERE%%~1"
exit /b 0

:workbench
if "%~1"=="open" shift
set "OPEN="
set "FIRST=%~1"
if not defined FIRST goto start
if "%FIRST:~0,1%"=="-" goto start
if not exist "%~1" (
    echo lamina: There is no file or folder "%~1". 1>&2
    exit /b 2
)
set "OPEN="-Dlamina.open=%~f1""
shift
:start
for %%l in ("%HERE%plugins\org.eclipse.equinox.launcher_*.jar") do set "LAUNCHER=%%~fl"
"%JAVA%" %OPEN% -Xmx2g %LAMINA_JAVA_OPTIONS% -jar "%LAUNCHER%" -name Lamina %1 %2 %3 %4 %5 %6 %7 %8 %9
exit /b %ERRORLEVEL%
