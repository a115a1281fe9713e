# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a picture of one filled form of each template: gallery.py PROGRAM FOLDER

The forms are the published ones in tests/golden; where a template has none of its own, its figures are
those of the published form it is made from."""

import json
import os
import subprocess
import sys
import tempfile

GOLDEN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "golden")
FORMS = {
    "mof-2020": "urumqi-2020/16-medical-capacity-subsidy-37.ziping",
    "wuhan-project-2020": "wuhan-2020/01-medical-aid.ziping",
    "wuhan-department-2020": "wuhan-2020/08-department-overall.ziping",
    "yunnan-narrative-2023": "qujing-2023/01-department-narrative.ziping",
    "yunnan-department-2023": "qujing-2023/02-department-overall.ziping",
    "yunnan-project-2023": "qujing-2023/03-project-service-capacity.ziping",
    "liaoning-department-2021": "fushun-2021/01-department-bureau.ziping",
    "liaoning-project-2021": "fushun-2021/11-medical-capacity-subsidy.ziping",
    "xinjiang-report-2023": "urumqi-hitech-2023/report.ziping",
}


def read(*path):
    with open(os.path.join(GOLDEN, *path), encoding="utf-8") as file:
        return json.load(file)


def cost_first():
    """The Ministry's form of 2021: costs are a level of their own."""
    form = read(FORMS["mof-2020"])
    form.update(template="mof-2021", profile="mof-2021")
    del form["printed"]
    rows = form["tables"]["indicators"]
    for row in rows:
        if row["level2"] == "成本指标":
            row.update(level1="成本指标", level2="经济成本指标")
        row.pop("score")
    rows.sort(key=lambda row: ["成本指标", "产出指标", "效益指标", "满意度指标"].index(row["level1"]))
    return form


def shares(form):
    """Points of the execution rate and of each level, as the summary prints them."""
    indicators = form["tables"]["indicators"]
    levels = {row["level1"]: row["weight"] for row in form["tables"]["levels"] if "level2" not in row}
    score = {level: sum(float(r["score"]) for r in indicators if r["level1"] == level) for level in levels}
    return levels, {level: f"{value:g}" for level, value in score.items()}


def project_summary():
    form, text = read(FORMS["wuhan-project-2020"]), read("texts", "wuhan-2020-09-summary-medical-aid.json")
    levels, score = shares(form)
    parts = text["sections"][0]["children"]
    done = [line.split("：", 1)[1] for line in parts[1]["children"][1]["text"]]
    fields = dict(year="2020", department=text["department"], project_name=text["project_name"],
                  weight_execution="20", score_execution=form["printed"]["funding/total/score"],
                  weight_output=levels["产出指标"], score_output=score["产出指标"],
                  weight_benefit=levels["效益指标"], score_benefit=score["效益指标"],
                  weight_total="100", score_total=form["printed"]["total/score"],
                  budget="1027", executed="784.29", rate="76.37%", unfinished="无",
                  problems="\n".join(parts[2]["text"]), next_steps="\n".join(parts[3]["text"]))
    fields.update(zip(["done_quantity", "done_quality", "done_time", "done_cost", "done_social",
                       "done_sustainable"], done))
    return {"format": "ziping-form", "version": 1, "template": "wuhan-project-summary-2020", "profile": "wuhan-2020",
            "fields": fields, "tables": {}}


def department_summary():
    form, text = read(FORMS["wuhan-department-2020"]), read("texts", "wuhan-2020-10-summary-department.json")
    goals = []
    for row in text["rows"]:
        if "of_which" in row:
            output, benefit = row["of_which"]
            goals.append(dict(weight=row["standard"], score=row["score"], output_weight=output["standard"],
                              output_score=output["score"], benefit_weight=benefit["standard"],
                              benefit_score=benefit["score"],
                              text=form["tables"]["goals"][len(goals)]["expected"]))
    fields = dict(year="2020", department=text["department"], budget="1304.81", executed="981.77", rate="75.24%",
                  basic_expenditure="163.08", project_expenditure="818.69", weight_execution="20",
                  score_execution="15.05", weight_total="100", score_total="95.05", unfinished="无",
                  problems=form["fields"]["deviation_analysis"], next_steps=form["fields"]["improvement"])
    return {"format": "ziping-form", "version": 1, "template": "wuhan-department-summary-2020",
            "profile": "wuhan-2020", "fields": fields, "tables": {"goals": goals}}


def main():
    program, folder = sys.argv[1:3]
    forms = {name: read(path) for name, path in FORMS.items()}
    forms["mof-2021"] = cost_first()
    forms["wuhan-project-summary-2020"] = project_summary()
    forms["wuhan-department-summary-2020"] = department_summary()
    with tempfile.TemporaryDirectory() as work:
        for name, form in forms.items():
            source, page = os.path.join(work, name + ".ziping"), os.path.join(work, name + ".pdf")
            with open(source, "w", encoding="utf-8") as file:
                json.dump(form, file, ensure_ascii=False)
            subprocess.check_call([program, "export", source, "--to", "pdf", "-o", page], stdout=subprocess.DEVNULL)
            subprocess.check_call(["pdftoppm", "-png", "-r", "64", "-singlefile", page,
                                   os.path.join(folder, "paper-" + name)])


if __name__ == "__main__":
    sys.exit(main())
